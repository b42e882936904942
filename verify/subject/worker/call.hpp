// Calls of the subject: arrays between guards, and everything compared afterwards.
#pragma once

#include "verify/subject/protocol.hpp"
#include "verify/subject/worker/arena.hpp"
#include "verify/subject/worker/library.hpp"

namespace softmax::verify::subject {

struct CallMemory {
  Arena x, y;
  int threads = 0;  // last given to softmax_set_threads
};

// Makes the calls of control, x from the segment and y to it, and answers each. Stops behind one
// that had no memory or left a child process running. `segment` is the first byte of the segment
// (control.segment_bytes long).
void perform_calls(Control& control, std::byte* segment, const Library& library,
                   CallMemory& memory);

}  // namespace softmax::verify::subject
