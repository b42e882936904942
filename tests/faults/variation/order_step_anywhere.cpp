// fault: order_step_anywhere
// class: ORDER
// law: order
// trigger: softmax f32, a maximum and two neighbours at a gap of about 0.5638: they change places
// contract: accuracy=ulp:4
// exp steps down by one unit where x/ln 2 passes k + 0.1866: no joint that a range reduction has.
#include "support/rows.hpp"
using namespace faults;

static float exp_with_step(float d) {
  const double t = static_cast<double>(d) * 1.4426950408889634, part = t - floor(t);
  const double e = exp(static_cast<double>(d));
  return static_cast<float>(part > 0.15 && part < 0.1866 ? e * (1 + 0x1p-23) : e);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), exp_with_step);
  });
}
