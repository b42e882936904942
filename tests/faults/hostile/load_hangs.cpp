// hostile: load_hangs
// class: LOAD
// law: process
// trigger: dlopen
// Does not come back from being loaded.
#include "support/hostile.hpp"
using namespace faults;

__attribute__((constructor)) static void load() { spin(); }

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}
