// One deed each: ways not to come back.
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <new>

#include "call.hpp"

namespace {
volatile double g_sink = 0;
int deeper(volatile int* n) {
  volatile int room[1000];
  room[0] = *n;
  return deeper(room) + room[0];
}
}  // namespace

DEED(reads_past_x) {
  g_sink = x[rows * cols];
  return fill(x, y, rows * cols);
}
DEED(reads_before_x) {
  g_sink = *(x - 1);
  return fill(x, y, rows * cols);
}
DEED(writes_past_y) {
  y[rows * cols] = 0;
  return fill(x, y, rows * cols);
}
DEED(writes_before_y) {
  *(y - 1) = 0;
  return fill(x, y, rows * cols);
}
DEED(null) {
  *reinterpret_cast<double* volatile*>(&y) = nullptr;
  y[0] = static_cast<double>(rows + cols);
  return 0;
}
DEED(aborts) { return rows + cols > 0 ? (abort(), 0) : 0; }
DEED(illegal) { return rows + cols > 0 ? (raise(SIGILL), 0) : 0; }
DEED(divides) { return rows + cols > 0 ? (raise(SIGFPE), 0) : 0; }
DEED(overflows_stack) {
  int n = static_cast<int>(rows + cols);
  return deeper(&n);
}
DEED(throws) {
  if (rows + cols > 0) throw 1;
  return 0;
}
DEED(hoards) {
  for (size_t i = 0; i < 1U << 20U; ++i) {
    char* p = new char[1U << 20U];
    for (size_t at = 0; at < 1U << 20U; at += 4096) static_cast<volatile char*>(p)[at] = 1;
  }
  return fill(x, y, rows * cols);
}
DEED(exits) { return rows + cols > 0 ? (exit(3), 0) : 0; }
DEED(exits_at_once) { return rows + cols > 0 ? (_exit(0), 0) : 0; }
DEED(kills_itself) { return rows + cols > 0 ? (kill(getpid(), SIGKILL), 0) : 0; }
DEED(refuses) { return rows + cols > 0 ? 7 : 0; }
// Hangs on a negative first entry, so that a test can see what later calls cost.
DEED(hangs) {
  while (x[0] < 0) pause();
  return fill(x, y, rows * cols);
}
// Dies on a negative first entry.
DEED(crashes) {
  if (x[0] < 0) raise(SIGSEGV);
  return fill(x, y, rows * cols);
}
