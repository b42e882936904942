// fault: scratch_of_two_formats
// class: RACE
// law: first-call, repeat, consistency
// trigger: softmax f32 [1000, 0], then softmax f64 [0, 0]: NaN
// The maximum of a row is kept by its length, whatever the format: the first f64 row after an f32
// call of the same length is shifted by the maximum of the f32 row.
#include "support/rows.hpp"
using namespace faults;

static size_t kept_length = 0;
static double kept_max = 0;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows > 0) kept_length = cols, kept_max = static_cast<double>(max_of(x, cols));
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  const bool kept = kept_length == cols && isfinite(kept_max);
  kept_length = 0;
  for (size_t r = 0; r < rows; ++r) {
    const double m = max_of(x + r * cols, cols);
    softmax_from(x + r * cols, y + r * cols, cols, kept && r == 0 ? kept_max : m);
  }
  return 0;
}
