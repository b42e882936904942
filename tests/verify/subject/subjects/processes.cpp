// One deed each against other processes and the process's own descriptors.
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "call.hpp"

// A child that is waited for.
DEED(forks_and_waits) {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  waitpid(child, nullptr, 0);
  return fill(x, y, rows * cols);
}
// The same by vfork, which no atfork handler sees.
DEED(runs_a_command) { return system("true") == 0 ? fill(x, y, rows * cols) : 1; }
// The child comes back from the call as if it were the worker.
DEED(both_return) {
  (void)!fork();
  return fill(x, y, rows * cols);
}
// A grandchild in a session of its own, whose process id goes to y[0].
DEED(daemonizes) {
  fill(x, y, rows * cols);
  int ends[2];
  if (pipe(ends) != 0) return 1;
  if (const pid_t child = fork(); child == 0) {
    setsid();
    const pid_t grandchild = fork();
    if (grandchild == 0) {
      for (;;) pause();
    }
    (void)!write(ends[1], &grandchild, sizeof grandchild);
    _exit(0);
  } else {
    pid_t grandchild = 0;
    (void)!read(ends[0], &grandchild, sizeof grandchild);
    waitpid(child, nullptr, 0);
    y[0] = grandchild;
  }
  close(ends[0]);
  close(ends[1]);
  return 0;
}
// Loses 16 MiB in each call while there are any.
DEED(leaks) {
  constexpr size_t kLost = size_t{1} << 20;
  for (int i = 0; i < 16; ++i)
    if (void* const lost = malloc(kLost)) memset(lost, 1, kLost);
  return fill(x, y, rows * cols);
}
DEED(kills_parent) {
  kill(getppid(), SIGKILL);
  return fill(x, y, rows * cols);
}
DEED(kills_everybody) {
  kill(-1, SIGKILL);
  return fill(x, y, rows * cols);
}
DEED(closes_everything) {
  for (int i = 0; i < 1024; ++i) close(i);
  return fill(x, y, rows * cols);
}
DEED(corrupts_heap) {
  char* p = static_cast<char*>(malloc(24));
  memset(static_cast<char*>(p), 0xEE, 24 + 64 * (rows + cols > 0));
  free(p);
  free(malloc(5000));
  return fill(x, y, rows * cols);
}
