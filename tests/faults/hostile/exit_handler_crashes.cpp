// hostile: exit_handler_crashes
// class: AFTERWARDS
// law: process
// trigger: the process of the subject ends, or the library is unloaded
// Right in every call; the handler that it leaves behind crashes.
#include <stdlib.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  static bool registered = false;
  if (!registered) atexit([] { __builtin_trap(); });
  registered = true;
  return softmax_batch(x, y, rows, cols);
}
