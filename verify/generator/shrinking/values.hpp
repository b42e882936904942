// The values that occur in a candidate, moved together so that ties stay ties.
#pragma once

#include <cmath>
#include <limits>
#include <unordered_set>
#include <vector>

#include "verify/core/format.hpp"
#include "verify/core/matrix.hpp"

namespace softmax::verify::generator {

// The largest entry that is not NaN; -inf if there is none.
inline double largest(const Matrix& x) {
  double top = -std::numeric_limits<double>::infinity();
  for (const double v : x.values) top = v > top ? v : top;
  return top;
}

// The least finite entry; +inf if there is none.
inline double least(const Matrix& x) {
  double low = std::numeric_limits<double>::infinity();
  for (const double v : x.values) low = std::isfinite(v) && v < low ? v : low;
  return low;
}

// The different finite nonzero values of x, in the order of their first entries.
inline std::vector<double> different_values(const Matrix& x) {
  std::vector<double> found;
  std::unordered_set<double> seen;
  for (const double v : x.values) {
    if (std::isfinite(v) && v != 0.0 && seen.insert(v).second) found.push_back(v);
  }
  return found;
}

// All entries equal to `from` set to `to`.
inline Matrix replaced(const Matrix& x, double from, double to) {
  Matrix out = x;
  for (double& v : out.values) {
    if (same_bits(v, from)) v = to;
  }
  return out;
}

}  // namespace softmax::verify::generator
