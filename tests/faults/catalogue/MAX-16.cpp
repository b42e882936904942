// fault: MAX-16
// class: MAX
// law: accuracy, sum
// trigger: softmax f32, 8 equal values: 1/4 each
// A shuffle tree made for 16 lanes; with a block of 8 the horizontal steps miss lanes 4 to 7.
#include "support/rows.hpp"
using namespace faults;

static void row(const float* x, float* y, size_t n) {
  if (n < 8 || n >= 16) return softmax_row(x, y, n);
  float lane_max[16], lane_sum[16] = {};
  for (size_t i = 0; i < 16; ++i) lane_max[i] = i < n ? x[i] : -INFINITY;
  float m = -INFINITY;
  for (size_t i = 0; i < 16; ++i)
    if ((i < 4 || i >= 8) && (lane_max[i] > m || isnan(lane_max[i]))) m = lane_max[i];
  for (size_t i = 0; i < n; ++i) lane_sum[i] = y[i] = expf(x[i] - m);
  float s = 0;
  for (size_t i = 0; i < 16; ++i)
    if (i < 4 || i >= 8) s += lane_sum[i];
  for (size_t i = 0; i < n; ++i) y[i] /= s;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row);
}
