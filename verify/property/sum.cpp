#include "verify/property/support.hpp"

#include <cmath>

#include "verify/error/exact_sum.hpp"

namespace softmax::verify::property {
namespace {

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  if (!done(reply)) return outcome;
  const double u = unit_roundoff(bench.format());
  for (std::size_t r = 0; r < reply.y.rows && !outcome.violation; ++r) {
    if (bench.kind(r) != RowKind::regular) continue;
    const auto y = results(reply, r);
    bool finite = true;
    for (const double value : y) finite = finite && std::isfinite(value);
    if (!finite) continue;  // the law of range speaks of those
    const JudgedRow& judged = bench.judged(r);
    double bound = 0.0;
    for (std::size_t j = 0; j < y.size(); ++j) bound += judged.absolute_bound(j);
    bound *= 1.0 + 0x1p-30;  // n additions of positive terms: relative error below n 2^-53
    const error::NearSum near = error::near_sum_minus(y, 1.0);
    const bool settled = std::fabs(near.value) + near.error <= bound * (1.0 - 0x1p-50);
    const double defect = settled ? near.value : error::exact_sum_minus(y, 1.0);
    outcome.compared += y.size();
    if (bench.observer() != nullptr)
      bench.observer()->sum_defect(r, std::fabs(defect) / u, bound / u);
    if (std::fabs(defect) <= bound) continue;
    outcome.violation =
        violation(fmt::format("the results of row {} add up to 1 {} {}, and the bounds allow {}", r,
                              defect < 0 ? "-" : "+", shown(std::fabs(defect)), decimal(bound)),
                  r, 0, defect, fmt::format("a difference from 1 of at most {}", hexfloat(bound)));
  }
  return outcome;
}

}  // namespace

extern const Property kSum;
const Property kSum = {
    "sum",
    "softmax: the exact sum of a row's results differs from 1 by no more than the sum of their "
    "bounds",
    "BOUNDS.md B5: triangle inequality over the bounds of the elements",
    "a sum that misses an element, an accumulator that saturates, an approximate reciprocal",
    "errors that cancel in the sum",
    [](const Bench& bench) -> std::string {
      return bench.function() == Function::softmax ? "" : "the law speaks of softmax";
    },
    check,
};

}  // namespace softmax::verify::property
