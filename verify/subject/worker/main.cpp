// softmax-verify-worker: the process that runs a subject, so that the auditor can lose it.
//
//   softmax-verify-worker library FD        serves the shared memory behind descriptor FD
//   softmax-verify-worker program BYTES CMD limits memory to BYTES and becomes `sh -c CMD`
//
// Started by the auditor alone; not meant to be called by hand.
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "verify/subject/futex.hpp"
#include "verify/subject/worker/calls.hpp"
#include "verify/subject/worker/children.hpp"
#include "verify/subject/worker/crash.hpp"
#include "verify/subject/worker/library.hpp"
#include "verify/subject/worker/streams.hpp"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SOFTMAX_VERIFY_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SOFTMAX_VERIFY_SANITIZED 1
#endif
#endif

namespace softmax::verify::subject {
namespace {

void limit(__rlimit_resource what, std::uint64_t value) {
  const rlimit both{value, value};
  setrlimit(what, &both);
}

void limit_resources(std::uint64_t memory) {
  limit(RLIMIT_CORE, 0);
#ifdef SOFTMAX_VERIFY_SANITIZED
  (void)memory;  // the sanitizers reserve terabytes of addresses
#else
  if (memory != 0) limit(RLIMIT_AS, memory);
#endif
}

// Where processors are to spare and this one is the auditor's, moves to another: two that share one
// must sleep and wake in turn. Afterwards all processors are allowed again.
void part_from_auditor(const Control& control) {
  static std::uint64_t not_before = 0;  // a move costs some 20 microseconds
  const int here = sched_getcpu();
  if (control.spin != Spin::patient || control.auditor_processor.load() != here) return;
  if (now_nanoseconds() < not_before) return;
  not_before = now_nanoseconds() + 1'000'000;
  cpu_set_t all;
  if (sched_getaffinity(0, sizeof all, &all) != 0 || CPU_COUNT(&all) < 2) return;
  cpu_set_t others = all;
  CPU_CLR(static_cast<unsigned>(here), &others);
  sched_setaffinity(0, sizeof others, &others);
  sched_setaffinity(0, sizeof all, &all);
}

// Serves until the auditor kills this process, or the subject does.
[[noreturn]] void serve(Control* control) {
  std::uint64_t mapped = kArraysAt;
  Entry entry;
  CallMemory memory;
  for (std::uint32_t last = 0;;) {
    part_from_auditor(*control);
    const Whereabouts where{control->worker_processor, control->auditor_processor};
    if (!spin_while(control->request, last, control->spin, where))
      futex_wait(control->request, last, 0);
    const std::uint32_t number = control->request.load(std::memory_order_acquire);
    if (number == last) continue;
    if (control->segment_bytes != mapped) {
      void* moved = mremap(control, mapped, control->segment_bytes, MREMAP_MAYMOVE);
      if (moved == MAP_FAILED) {
        control->done[0] = {};
        control->done[0].no_memory = 1;
        control->finished.store(1, std::memory_order_release);
        control->answer.store(number, std::memory_order_release);
        futex_wake(control->answer);
        last = number;
        continue;
      }
      control = static_cast<Control*>(moved);
      mapped = control->segment_bytes;
      install_crash_handlers(*control);
    }
    control->begun.store(number, std::memory_order_release);
    std::byte* segment = reinterpret_cast<std::byte*>(control);
    if (number == 1) {
      entry = entry_of(load_library(*control, reinterpret_cast<const char*>(segment) + kArraysAt));
      look_for_children();
    } else {
      perform_calls(*control, segment, entry, memory);
    }
    last = number;
    control->answer.store(number, std::memory_order_release);
    futex_wake(control->answer);
  }
}

int library_worker(int descriptor) {
  void* mapped = mmap(nullptr, kArraysAt, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  if (mapped == MAP_FAILED) return 2;
  auto* control = static_cast<Control*>(mapped);
  if (getppid() != control->auditor) return 2;  // lost before PR_SET_PDEATHSIG
  // Nothing of the auditor's is open here: a subject may close what it likes.
  syscall(SYS_close_range, 3U, ~0U, 0U);
  setvbuf(stdout, nullptr, _IONBF, 0);
  limit_resources(control->memory_limit);
  install_crash_handlers(*control);
  forbid_signals_to_others();
  watch_children();
  remember_streams();
  serve(control);
}

}  // namespace
}  // namespace softmax::verify::subject

int main(int argc, char** argv) {
  using namespace softmax::verify::subject;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (argc == 3 && strcmp(argv[1], "library") == 0) return library_worker(atoi(argv[2]));
  if (argc == 4 && strcmp(argv[1], "program") == 0) {
    limit_resources(strtoull(argv[2], nullptr, 10));
    execl("/bin/sh", "sh", "-c", argv[3], static_cast<char*>(nullptr));
    perror("softmax-verify-worker: /bin/sh");
    return 2;
  }
  fputs("softmax-verify-worker is started by softmax-verify; it is of no use by hand\n", stderr);
  return 2;
}
