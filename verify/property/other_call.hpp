// A call of another symbol of the subject: what it leaves behind must not show in the next call.
#pragma once

#include <vector>

#include "verify/property/bench.hpp"

namespace softmax::verify::property {

// Of the shape of x, but of other values: at another level, in another order. Whole numbers that
// every format has.
inline Matrix other_values(const Matrix& x) {
  Matrix other(x.rows, x.cols);
  for (std::size_t k = 0; k < other.values.size(); ++k) {
    other.values[k] = 1000.0 - 40.0 * static_cast<double>(k % 7);
  }
  return other;
}

// A layout that no contiguous call has: every third element.
inline subject::Placement every_third(std::size_t cols) {
  subject::Placement placement;
  placement.strided = true;
  placement.x_col_stride = placement.y_col_stride = 3;
  placement.x_row_stride = placement.y_row_stride = static_cast<std::ptrdiff_t>(3 * cols);
  return placement;
}

// Every symbol that the subject offers but the contiguous one under audit, with these values.
inline std::vector<subject::Call> calls_of_others(const Bench& bench, const Matrix& x) {
  std::vector<subject::Call> calls;
  for (const subject::Offer& offer : bench.info().offers) {
    const bool own = offer.function == bench.function() && offer.format == bench.format();
    if (own && !offer.strided) continue;
    subject::Call call{offer.function, offer.format, &x, {}};
    if (offer.strided) call.placement = every_third(x.cols);
    calls.push_back(call);
  }
  return calls;
}

}  // namespace softmax::verify::property
