// One call of a subject: arrays between guards, and everything compared afterwards. For the worker
// and for callables of this process alike.
#pragma once

#include <cstddef>
#include <functional>

#include "verify/subject/arena.hpp"
#include "verify/subject/protocol.hpp"

namespace softmax::verify::subject {

// What is called.
struct Entry {
  std::function<int(const CallRequest& call, const void* x, void* y)> call;
  std::function<void(int)> set_threads;  // empty: there is none
  // Told of the arrays before a call, and of none after it; may be null.
  void (*watch)(const Placed* x, const Placed* y) = nullptr;
};

struct CallMemory {
  Arena x, y;
  int threads = 0;  // last given to set_threads
};

// x from the segment, whose first byte is `segment`, and y to it. Does not speak of processes and
// streams.
CallAnswer guarded_call(const CallRequest& call, std::byte* segment, const Entry& entry,
                        CallMemory& memory);

}  // namespace softmax::verify::subject
