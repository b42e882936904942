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
  const bool back =
      reply.ending == subject::Ending::done || reply.ending == subject::Ending::refused;
  const bool allowed = finite && x.cols <= bench.contract().max_cols.value_or(x.cols);
  outcome.compared = allowed && back ? 1 : 0;
  if (const auto& refused = bench.refusal()) {
    const std::size_t rows = refused->x.rows;
    const std::size_t cols = refused->x.cols;
    outcome.compared = 1;
    outcome.violation =
        violation(fmt::format("a call with {} {} of {} finite {} is refused", rows,
                              rows == 1 ? "row" : "rows", cols, cols == 1 ? "value" : "values"),
                  0, 0, std::numeric_limits<double>::quiet_NaN(), "a result", refused->placement);
    outcome.violation->verdict = Verdict::refused;
    outcome.violation->x = refused->x;
  }
  return outcome;
}

}  // namespace

extern const Property kRefusal;
const Property kRefusal = {
    "refusal",
    "rows of finite values with cols >= 1 and within max_cols are not refused, by whichever call: "
    "at "
    "any address, in any layout that a symbol takes, at any thread count",
    "none: the limit that the contract names",
    "a subject that refuses what it cannot do well",
    "refusals of rows with -inf, NaN or +inf, which are counted only",
    applies,
    check,
};

}  // namespace softmax::verify::property
