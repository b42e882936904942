#include "verify/subject/worker_process.hpp"

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>

#include "verify/subject/futex.hpp"

namespace softmax::verify::subject {

namespace {

std::atomic<int> g_workers = 0;  // of this process

// Each worker has an auditing thread that works in turn with it.
Spin spin_now() {
  static const long processors = [] {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
  }();
  return 2L * g_workers.load(std::memory_order_relaxed) <= processors ? Spin::patient : Spin::brief;
}

}  // namespace

WorkerProcess::~WorkerProcess() { --g_workers; }

WorkerProcess::WorkerProcess(std::uint64_t memory_limit) {
  Control& control = segment_.control();
  control.auditor = getpid();
  control.memory_limit = memory_limit;
  const Descriptor nothing(open("/dev/null", O_RDONLY | O_CLOEXEC));
  process_.start({worker_executable(), "library", "3"},
                 {nothing.get(), output_.descriptor(), output_.descriptor(), segment_.descriptor()},
                 {});
  ++g_workers;
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
  const auto limit = static_cast<std::uint64_t>(limit_seconds * 1e9);
  std::uint64_t end = now_nanoseconds() + limit;
  std::uint32_t finished = 0;
  control.finished.store(0, std::memory_order_relaxed);
  const std::uint32_t before = control.answer.load();
  const Spin spin = spin_now();
  control.spin = spin;
  control.request.store(++number_, std::memory_order_release);
  futex_wake(control.request);
  spin_while(control.answer, before, spin, {control.auditor_processor, control.worker_processor});
  // Sleeps are cut short to see whether the process still lives: its death rings no bell.
  for (std::uint64_t slice = 500'000;; slice = std::min<std::uint64_t>(slice * 2, 10'000'000)) {
    const std::uint32_t answer = control.answer.load(std::memory_order_acquire);
    if (answer == number_) return Outcome::answered;
    if (answer == kDied) return lost();
    const std::uint64_t now = now_nanoseconds();
    if (const std::uint32_t more = control.finished.load(); more != finished) {
      finished = more;
      end = now + limit;
    }
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
