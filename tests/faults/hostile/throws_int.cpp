// hostile: throws_int
// class: EXCEPTION
// law: process
// trigger: softmax f32, n = 5
// An exception of a type that nobody catches by name, for one length.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (cols == 5 && rows > 0) throw 5;
  return softmax_batch(x, y, rows, cols);
}
