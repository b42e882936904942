// hostile: throws
// class: EXCEPTION
// law: process
// trigger: softmax f32, any call with entries
// A C++ exception leaves the C function.
#include <stdexcept>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  throw std::runtime_error("out of a C function");
  return softmax_batch(x, y, rows, cols);
}
