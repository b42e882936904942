#include "verify/property/support.hpp"

#include <algorithm>
#include <cmath>

namespace softmax::verify::property {
namespace {

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  const std::size_t n = bench.x().cols;
  if (!done(reply) || n < 2) return outcome;
  const auto cut = 1 + static_cast<std::size_t>(bench.variant(n - 1, 0x3E26E));
  for (std::size_t r = 0; r < reply.y.rows && !outcome.violation; ++r) {
    if (bench.kind(r) != RowKind::regular) continue;
    const auto x = bench.x().row(r);
    Matrix head(std::vector<double>(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(cut)));
    Matrix tail(std::vector<double>(x.begin() + static_cast<std::ptrdiff_t>(cut), x.end()));
    const subject::Reply a = bench.call(head);
    const subject::Reply b = bench.call(tail);
    if (!done(a) || !done(b)) continue;
    const Matrix pair(1, 2, {a.y.values[0], b.y.values[0]});
    if (classify(pair.row(0)) != RowKind::regular) continue;  // finite sums beyond the format
    const subject::Reply merged = bench.call(pair);
    if (!done(merged)) continue;
    const double y = results(reply, r)[0];
    const double z = merged.y.values[0];
    if (!std::isfinite(y) || !std::isfinite(z)) continue;  // the law of range speaks of those
    ++outcome.compared;
    const auto part_bound = [&](const Matrix& part) {
      if (classify(part.row(0)) != RowKind::regular) return 0.0;
      return bench.judge(bench.function(), part.row(0)).absolute_bound(0);
    };
    const double bound = bench.judged(r).absolute_bound(0) +
                         bench.judge(bench.function(), pair.row(0)).absolute_bound(0) +
                         std::max(part_bound(head), part_bound(tail));
    if (std::fabs(y - z) <= bound * (1 + 0x1p-40)) continue;
    outcome.violation = violation(
        fmt::format(
            "row {}: logsumexp of the whole is {}, of its parts [0, {}) and the rest {} and "
            "{}, and of these two {}: apart by {}, and the bounds allow {}",
            r, shown(y), cut, decimal(pair.values[0]), decimal(pair.values[1]), shown(z),
            decimal(std::fabs(y - z)), decimal(bound)),
        r, 0, z, hexfloat(y));
  }
  return outcome;
}

}  // namespace

extern const Property kMerge;
const Property kMerge = {
    "merge",
    "logsumexp(a ++ b) = logsumexp(logsumexp a, logsumexp b), for every cut of the row",
    "three bounds: of the whole, of the pair, and the larger of the two parts (logsumexp is "
    "1-Lipschitz in the maximum norm)",
    "partial results combined in another base, or wrongly when a part is all masked",
    "errors common to all lengths",
    [](const Bench& bench) -> std::string {
      return bench.function() == Function::logsumexp ? "" : "the law speaks of logsumexp";
    },
    check,
};

}  // namespace softmax::verify::property
