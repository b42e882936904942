// hostile: load_prints
// class: LOAD
// law: process
// trigger: dlopen
// Prints while it is loaded.
#include <stdio.h>

#include "support/rows.hpp"
using namespace faults;

__attribute__((constructor)) static void load() {
  puts("hello");
  fflush(stdout);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}
