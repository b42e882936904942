#include "verify/subject/worker/crash.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include "verify/subject/futex.hpp"

namespace softmax::verify::subject {
namespace {

Control* g_control = nullptr;
const Placed* g_x = nullptr;
const Placed* g_y = nullptr;
long g_pid = 0;
alignas(64) unsigned char g_stack[64 * 1024];

// Bytes from the array to `at` if it lies in the guard (or the slack) on that side of it.
bool beside(const Placed* array, std::uintptr_t at, Region before, Region after, Crash& crash) {
  if (array == nullptr) return false;
  const auto low = reinterpret_cast<std::uintptr_t>(array->lowest);
  const auto end = reinterpret_cast<std::uintptr_t>(array->end);
  const auto pages = reinterpret_cast<std::uintptr_t>(array->pages.bytes);
  if (at < low && at >= pages - kGuardBytes) {
    crash.region = before;
    crash.distance = low - at;
    return true;
  }
  if (at >= end && at < pages + array->pages.size + kGuardBytes) {
    crash.region = after;
    crash.distance = at - end;
    return true;
  }
  return false;
}

void locate(const ucontext_t& context, Crash& crash) {
  const std::uint64_t at = crash.address;
  std::uint64_t stack = 0;
#if defined(__x86_64__)
  stack = static_cast<std::uint64_t>(context.uc_mcontext.gregs[REG_RSP]);
  if (crash.signal == SIGSEGV && context.uc_mcontext.gregs[REG_TRAPNO] == 14) {
    crash.is_write = (context.uc_mcontext.gregs[REG_ERR] & 2) != 0 ? 1 : 0;
  }
#elif defined(__aarch64__)
  stack = context.uc_mcontext.sp;
#endif
  if (beside(g_y, at, Region::y_before, Region::y_after, crash)) return;
  if (beside(g_x, at, Region::x_before, Region::x_after, crash)) return;
  if (at < 4096) {
    crash.region = Region::null;
  } else if (at + 65536 >= stack && at <= stack + 65536) {
    crash.region = Region::stack;
  }
}

void on_signal(int signal, siginfo_t* info, void* context) {
  // A child that the subject forked must not speak for the worker.
  if (syscall(SYS_getpid) != g_pid) syscall(SYS_exit_group, 128 + signal);
  Crash& crash = g_control->crash;
  crash.signal = signal;
  crash.code = info->si_code;
  if (signal == SIGSYS) {
    crash.system_call = info->si_syscall;
  } else if ((signal == SIGSEGV || signal == SIGBUS) && info->si_code > 0) {
    crash.address = reinterpret_cast<std::uint64_t>(info->si_addr);
    locate(*static_cast<const ucontext_t*>(context), crash);
  }
  g_control->answer.store(kDied, std::memory_order_release);
  futex_wake(g_control->answer);
  syscall(SYS_exit_group, 128 + signal);
}

}  // namespace

void install_crash_handlers(Control& control) {
  g_control = &control;
  g_pid = syscall(SYS_getpid);
  stack_t stack{};
  stack.ss_sp = g_stack;
  stack.ss_size = sizeof g_stack;
  sigaltstack(&stack, nullptr);
  struct sigaction action {};
  action.sa_sigaction = on_signal;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS}) {
    sigaction(signal, &action, nullptr);
  }
}

void watch_arrays(const Placed* x, const Placed* y) {
  g_x = x;
  g_y = y;
}

void forbid_signals_to_others() {
#if defined(__x86_64__)
  constexpr unsigned kMachine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
  constexpr unsigned kMachine = AUDIT_ARCH_AARCH64;
#endif
  const auto self = static_cast<unsigned>(g_pid);
  // kill, tgkill and their kin with a first argument other than this process (kill: or its own
  // group, 0, which holds nobody else) end in SIGSYS. Jumps count instructions to skip.
  sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kMachine, 0, 9),  // not ours: allow
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_kill, 4, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_tgkill, 3, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_rt_sigqueueinfo, 2, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_rt_tgsigqueueinfo, 1, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_pidfd_send_signal, 4, 3),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args[0])),  // low half
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, self, 1, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
  };
  sock_fprog program{static_cast<unsigned short>(sizeof filter / sizeof *filter), filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return;
  prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

}  // namespace softmax::verify::subject
