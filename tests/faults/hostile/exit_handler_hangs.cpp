// hostile: exit_handler_hangs
// class: AFTERWARDS
// law: process
// trigger: the process of the subject ends, or the library is unloaded
// Right in every call; the handler that it leaves behind does not end.
#include <stdlib.h>

#include "support/hostile.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  static bool registered = false;
  if (!registered) atexit([] { spin(); });
  registered = true;
  return softmax_batch(x, y, rows, cols);
}
