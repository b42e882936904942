// A thread that stays on one processor.
#pragma once

#include <sched.h>

namespace softmax::verify {

// While it lives, the calling thread and the processes it starts keep to the processor at `place`
// among those allowed; to none where there are fewer.
class OneProcessor {
 public:
  explicit OneProcessor(unsigned place) {
    if (sched_getaffinity(0, sizeof before_, &before_) != 0) return;
    int left = static_cast<int>(place);
    for (unsigned k = 0; k < CPU_SETSIZE && !moved_; ++k) {
      if (!CPU_ISSET(k, &before_) || left-- > 0) continue;
      cpu_set_t one;
      CPU_ZERO(&one);
      CPU_SET(k, &one);
      moved_ = sched_setaffinity(0, sizeof one, &one) == 0;
    }
  }
  OneProcessor(const OneProcessor&) = delete;
  OneProcessor& operator=(const OneProcessor&) = delete;
  ~OneProcessor() {
    if (moved_) sched_setaffinity(0, sizeof before_, &before_);
  }

 private:
  cpu_set_t before_{};
  bool moved_ = false;
};

}  // namespace softmax::verify
