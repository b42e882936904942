#include "verify/property/support.hpp"

#include <cmath>
#include <limits>

namespace softmax::verify::property {
namespace {

Outcome check(Bench& bench) {
  Outcome outcome;
  const Matrix& x = bench.x();
  const subject::Reply& reply = bench.base();
  bool finite = x.rows > 0 && x.cols > 0;
  for (const double value : x.values) finite = finite && std::isfinite(value);
  if (!finite || (bench.contract().max_cols && x.cols > *bench.contract().max_cols)) return outcome;
  if (reply.ending != subject::Ending::done && reply.ending != subject::Ending::refused) {
    return outcome;
  }
  outcome.compared = 1;
  if (reply.ending == subject::Ending::refused) {
    outcome.violation = violation(
        fmt::format("a call with {} {} of {} finite {} is refused", x.rows,
                    x.rows == 1 ? "row" : "rows", x.cols, x.cols == 1 ? "value" : "values"),
        0, 0, std::numeric_limits<double>::quiet_NaN(), "a result");
    outcome.violation->verdict = Verdict::refused;
  }
  return outcome;
}

}  // namespace

extern const Property kRefusal;
const Property kRefusal = {
    "refusal",
    "rows of finite values with cols >= 1 and within max_cols are not refused",
    "none: the limit that the contract names",
    "a subject that refuses what it cannot do well",
    "refusals of rows with -inf, NaN or +inf, which are counted only",
    applies,
    check,
};

}  // namespace softmax::verify::property
