// hostile: load_crashes
// class: LOAD
// law: process
// trigger: dlopen
// Crashes while it is loaded, before any call.
#include "support/rows.hpp"
using namespace faults;

__attribute__((constructor)) static void load() { __builtin_trap(); }

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}
