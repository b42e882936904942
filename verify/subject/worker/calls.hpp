// The calls of a request, in the worker.
#pragma once

#include "verify/subject/guarded_call.hpp"
#include "verify/subject/worker/library.hpp"

namespace softmax::verify::subject {

// What calls the symbols of the library.
Entry entry_of(const Library& library);

// Makes the calls of control, x from the segment and y to it, and answers each. Child processes,
// streams and output are looked for after the last of them, or after each where control says so.
// Stops behind a call that had no memory or left a child process running. `segment` is the first
// byte of the segment (control.segment_bytes long).
void perform_calls(Control& control, std::byte* segment, const Entry& entry, CallMemory& memory);

}  // namespace softmax::verify::subject
