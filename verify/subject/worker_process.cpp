#include "verify/subject/worker_process.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "verify/subject/futex.hpp"

namespace softmax::verify::subject {

WorkerProcess::WorkerProcess(std::uint64_t memory_limit) {
  Control& control = segment_.control();
  control.auditor = getpid();
  control.memory_limit = memory_limit;
  const Descriptor nothing(open("/dev/null", O_RDONLY | O_CLOEXEC));
  process_.start({worker_executable(), "library", "3"},
                 {nothing.get(), output_.descriptor(), output_.descriptor(), segment_.descriptor()},
                 {});
}

WorkerProcess::Outcome WorkerProcess::lost() {
  // It rang from its signal handler, or is a zombie already: it ends by itself, and soon.
  const std::uint64_t end = now_nanoseconds() + 2'000'000'000U;
  while (now_nanoseconds() < end) {
    if (const auto status = process_.ended()) {
      status_ = *status;
      return Outcome::died;
    }
    usleep(50);
  }
  process_.end();
  status_ = {};
  return Outcome::died;
}

WorkerProcess::Outcome WorkerProcess::ask(double limit_seconds) {
  Control& control = segment_.control();
  const std::uint64_t end = now_nanoseconds() + static_cast<std::uint64_t>(limit_seconds * 1e9);
  const std::uint32_t before = control.answer.load();
  control.request.store(++number_, std::memory_order_release);
  futex_wake(control.request);
  spin_while(control.answer, before);
  // Sleeps are cut short to see whether the process still lives: its death rings no bell.
  for (std::uint64_t slice = 500'000;; slice = std::min<std::uint64_t>(slice * 2, 10'000'000)) {
    const std::uint32_t answer = control.answer.load(std::memory_order_acquire);
    if (answer == number_) return Outcome::answered;
    if (answer == kDied) return lost();
    const std::uint64_t now = now_nanoseconds();
    if (now >= end) {
      process_.end();
      return Outcome::timed_out;
    }
    futex_wait(control.answer, answer, std::min(slice, end - now));
    if (control.answer.load(std::memory_order_acquire) != answer) continue;
    if (const auto status = process_.ended()) {
      status_ = *status;
      return Outcome::died;
    }
  }
}

}  // namespace softmax::verify::subject
