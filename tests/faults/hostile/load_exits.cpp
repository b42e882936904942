// hostile: load_exits
// class: LOAD
// law: process
// trigger: dlopen
// Ends the process while it is loaded, with a status that looks like success.
#include <stdlib.h>

#include "support/rows.hpp"
using namespace faults;

__attribute__((constructor)) static void load() { exit(0); }

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}
