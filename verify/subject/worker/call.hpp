// One call of the subject: arrays between guards, and everything compared afterwards.
#pragma once

#include "verify/subject/protocol.hpp"
#include "verify/subject/worker/arena.hpp"
#include "verify/subject/worker/library.hpp"

namespace softmax::verify::subject {

struct CallMemory {
  Arena x, y;
  int threads = 0;  // last given to softmax_set_threads
};

// Reads control.call and x from the segment; writes y to the segment and control.done. `segment`
// is the first byte of the segment (control.segment_bytes long).
void perform_call(Control& control, std::byte* segment, const Library& library, CallMemory& memory);

}  // namespace softmax::verify::subject
