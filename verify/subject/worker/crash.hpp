// Last words: what killed the worker, and whether the address lies beside x or y.
#pragma once

#include "verify/subject/arena.hpp"
#include "verify/subject/protocol.hpp"

namespace softmax::verify::subject {

// Handlers for the signals that end a process, on a stack of their own. They write to
// control.crash, ring the auditor and end the process.
void install_crash_handlers(Control& control);

// The arrays of the call under way; null when there is none. In place: both the same.
void watch_arrays(const Placed* x, const Placed* y);

// Stops every attempt to signal another process (SIGSYS, reported as a crash). Where the kernel
// has no seccomp, nothing happens.
void forbid_signals_to_others();

}  // namespace softmax::verify::subject
