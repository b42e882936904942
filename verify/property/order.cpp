#include "verify/property/support.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace softmax::verify::property {
namespace {

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  if (!done(reply)) return outcome;
  const bool exact = bench.contract().order == Strictness::exact;
  std::vector<std::size_t> by_x;
  for (std::size_t r = 0; r < reply.y.rows && !outcome.violation; ++r) {
    if (bench.kind(r) != RowKind::regular) continue;
    const auto x = bench.x().row(r);
    const auto y = results(reply, r);
    by_x.resize(x.size());
    std::iota(by_x.begin(), by_x.end(), std::size_t{0});
    std::stable_sort(by_x.begin(), by_x.end(), [&](auto i, auto j) { return x[i] < x[j]; });
    for (std::size_t k = 1; k < by_x.size() && !outcome.violation; ++k) {
      const std::size_t i = by_x[k - 1];
      const std::size_t j = by_x[k];
      ++outcome.compared;
      const bool tie = x[i] == x[j];
      // +0 and -0 are equal inputs and may give results of either sign of zero.
      if (tie ? y[i] == y[j] : y[i] <= y[j]) continue;
      if (std::isnan(y[i]) || std::isnan(y[j])) continue;  // the law of range speaks of those
      if (!exact) {
        JudgedRow& judged = bench.judged(r);
        if (std::fabs(y[i] - y[j]) <= judged.absolute_bound(i) + judged.absolute_bound(j)) continue;
        // One of them overflowed: each is judged by itself.
        if (std::isinf(y[i]) || std::isinf(y[j])) continue;
      }
      outcome.violation = violation(
          fmt::format("row {}: x[{}] = {} {} x[{}] = {}, and yet y[{}] = {} {} y[{}] = {}", r, i,
                      shown(x[i]), tie ? "=" : "<", j, shown(x[j]), i, shown(y[i]),
                      tie ? "differs from" : ">", j, shown(y[j])),
          r, j, y[j], fmt::format("{} {}", tie ? "=" : ">=", hexfloat(y[i])));
    }
  }
  return outcome;
}

}  // namespace

extern const Property kOrder;
const Property kOrder = {
    "order",
    "x_i < x_j gives y_i <= y_j, and x_i = x_j gives the same bits (softmax, log_softmax)",
    "none under order = exact; bound_i + bound_j under order = bound",
    "tail code that rounds otherwise than the vector body, quantised or wrapped results",
    "monotone errors",
    [](const Bench& bench) -> std::string {
      return bench.function() != Function::logsumexp ? "" : "logsumexp gives one result a row";
    },
    check,
};

}  // namespace softmax::verify::property
