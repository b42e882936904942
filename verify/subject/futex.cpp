#include "verify/subject/futex.hpp"

#include <linux/futex.h>
#include <sched.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <climits>

namespace softmax::verify::subject {
namespace {

constexpr std::uint64_t kBriefSpin = 1'000;   // ns: less than a switch to another process costs
constexpr std::uint64_t kLongSpin = 500'000;  // ns: longer than most of what is done between calls

void pause_briefly() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

}  // namespace

std::uint64_t now_nanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000U +
         static_cast<std::uint64_t>(now.tv_nsec);
}

void futex_wake(std::atomic<std::uint32_t>& word) {
  syscall(SYS_futex, &word, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

void futex_wait(std::atomic<std::uint32_t>& word, std::uint32_t value, std::uint64_t nanoseconds) {
  timespec limit{};
  limit.tv_sec = static_cast<time_t>(nanoseconds / 1'000'000'000U);
  limit.tv_nsec = static_cast<long>(nanoseconds % 1'000'000'000U);
  syscall(SYS_futex, &word, FUTEX_WAIT, value, nanoseconds == 0 ? nullptr : &limit, nullptr, 0);
}

bool spin_while(const std::atomic<std::uint32_t>& word, std::uint32_t value, Spin spin,
                Whereabouts where) {
  const std::uint64_t end = now_nanoseconds() + (spin == Spin::brief ? kBriefSpin : kLongSpin);
  do {
    const int here = sched_getcpu();
    where.mine.store(here, std::memory_order_relaxed);
    for (int i = 0; i < 8; ++i) {
      if (word.load(std::memory_order_acquire) != value) return true;
      pause_briefly();
    }
    if (where.theirs.load(std::memory_order_relaxed) == here) return false;
    if (spin == Spin::patient) sched_yield();  // threads of the subject come first
  } while (now_nanoseconds() < end);
  return false;
}

}  // namespace softmax::verify::subject
