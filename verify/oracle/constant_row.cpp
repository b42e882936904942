#include "verify/oracle/constant_row.hpp"

#include <cmath>

#include "verify/oracle/authority.hpp"

namespace softmax::verify::oracle {

// n < 2^53 is exact. At 60 digits (199 bits or more) each of at most two operations adds 2^-199
// relative, and a + ln n of two numbers that are not negative cancels nothing. hi holds 53 bits, lo
// the rest with an error of 2^-53 of lo, |lo| <= 2^-53 |hi|: 2^-105 in all.
RowExact constant_row(Function function, std::size_t n, double a) {
  using Value = Real<60>;
  const Value count(static_cast<double>(n));
  const Value log_n = log(count);
  const Value value = function == Function::softmax       ? Value(1 / count)
                      : function == Function::log_softmax ? Value(-log_n)
                                                          : Value(Value(a) + log_n);
  RowExact out;
  out.maximum = a;
  out.unmasked = n;
  out.log_sum = log_n.convert_to<double>();
  Exact g;
  g.hi = value.convert_to<double>();
  g.lo = Value(value - Value(g.hi)).convert_to<double>();
  const bool exact = function == Function::softmax && (n & (n - 1)) == 0;
  g.relative = exact ? 0.0 : 0x1p-104;
  out.results.push_back(g);
  return out;
}

}  // namespace softmax::verify::oracle
