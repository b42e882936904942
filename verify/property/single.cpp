#include "verify/property/support.hpp"

#include <cmath>

namespace softmax::verify::property {
namespace {

// Each entry of the case, up to 64 of them, alone in its row.
Matrix rows_of_one(const Bench& bench) {
  std::vector<double> entries;
  for (const double x : bench.x().values) {
    if (std::isfinite(x) && entries.size() < 64) entries.push_back(x);
  }
  return {entries.size(), 1, entries};
}

void ask(Bench& bench) {
  const Matrix& column = bench.prepared(rows_of_one);
  if (column.rows > 0) bench.ask(column);
}

Outcome check(Bench& bench) {
  Outcome outcome;
  const Matrix& column = bench.prepared(rows_of_one);
  if (column.rows == 0) return outcome;
  const std::vector<double>& entries = column.values;
  const subject::Reply reply = bench.call(column);
  if (!done(reply)) return outcome;
  for (std::size_t r = 0; r < entries.size(); ++r) {
    ++outcome.compared;
    const double want = bench.function() == Function::softmax       ? 1.0
                        : bench.function() == Function::log_softmax ? 0.0
                                                                    : entries[r];
    const double y = results(reply, r)[0];
    if (y == want) continue;
    // underflow = flush: a result below the least normal number may be 0, this one too.
    const bool flush = bench.contract().underflow == Underflow::flush;
    if (flush && y == 0.0 && std::fabs(want) < least_normal(bench.format())) continue;
    outcome.violation = violation(fmt::format("the row of the single entry {} gives {} and must "
                                              "give {}",
                                              shown(entries[r]), shown(y), shown(want)),
                                  r, 0, y, hexfloat(want));
    outcome.violation->x = column;
    break;
  }
  return outcome;
}

}  // namespace

extern const Property kSingle;
const Property kSingle = {
    "single",
    "a row of one finite entry x gives exactly 1, 0 and x",
    "none: no rounding is needed; under underflow = flush a subnormal x may give 0",
    "an exp with exp(0) other than 1, a maximum loop that starts at index 1, short-row paths",
    "everything about longer rows",
    applies,
    check,
    ask,
};

}  // namespace softmax::verify::property
