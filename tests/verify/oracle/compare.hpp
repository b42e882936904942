// Two enclosures of the same value must meet.
#pragma once

#include <boost/multiprecision/mpfr.hpp>

#include "verify/oracle/exact.hpp"

namespace softmax::verify::oracle {

using Wide = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<80>>;

inline Wide middle(const Exact& g) { return ldexp(Wide(g.hi) + Wide(g.lo), g.exponent); }

// |a - b| <= both half widths.
inline bool meet(const Exact& a, const Exact& b) {
  if (std::isinf(a.hi) || std::isinf(b.hi)) return a.hi == b.hi;
  const Wide width = abs(middle(a)) * a.relative + abs(middle(b)) * b.relative;
  return abs(middle(a) - middle(b)) <= width;
}

}  // namespace softmax::verify::oracle
