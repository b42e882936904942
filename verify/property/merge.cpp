#include "verify/property/support.hpp"

#include <algorithm>
#include <cmath>

namespace softmax::verify::property {
namespace {

// Columns [from, to) of every row.
Matrix columns(const Matrix& x, std::size_t from, std::size_t to) {
  Matrix part(x.rows, to - from);
  for (std::size_t r = 0; r < x.rows; ++r) {
    const auto row = x.row(r).subspan(from, to - from);
    std::copy(row.begin(), row.end(), part.row(r).begin());
  }
  return part;
}

struct Parts {
  Matrix head, tail;
};

Parts parts(const Bench& bench) {
  const std::size_t n = bench.x().cols;
  const auto cut = 1 + static_cast<std::size_t>(bench.variant(n - 1, 0x3E26E));
  return {columns(bench.x(), 0, cut), columns(bench.x(), cut, n)};
}

void ask(Bench& bench) {
  if (bench.x().cols < 2) return;
  bench.ask(bench.prepared(parts).head);
  bench.ask(bench.prepared(parts).tail);
}

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  if (!done(reply) || bench.x().cols < 2) return outcome;
  const auto& [head, tail] = bench.prepared(parts);
  const subject::Reply a = bench.call(head);
  const subject::Reply b = bench.call(tail);
  if (!done(a) || !done(b)) return outcome;
  Matrix pairs(bench.x().rows, 2);
  for (std::size_t r = 0; r < pairs.rows; ++r) {
    pairs.row(r)[0] = a.y.values[r];
    pairs.row(r)[1] = b.y.values[r];
  }
  const subject::Reply merged = bench.call(pairs);
  if (!done(merged)) return outcome;
  for (std::size_t r = 0; r < reply.y.rows && !outcome.violation; ++r) {
    if (bench.kind(r) != RowKind::regular) continue;
    const auto pair = pairs.row(r);
    if (classify(pair) != RowKind::regular) continue;  // finite sums beyond the format
    const double y = results(reply, r)[0];
    const double z = merged.y.values[r];
    if (!std::isfinite(y) || !std::isfinite(z)) continue;  // the law of range speaks of those
    ++outcome.compared;
    const auto part_bound = [&](std::span<const double> part) {
      if (classify(part) != RowKind::regular) return 0.0;
      return bench.judge(bench.function(), part).absolute_bound(0);
    };
    const double bound = bench.judged(r).absolute_bound(0) +
                         bench.judge(bench.function(), pair).absolute_bound(0) +
                         std::max(part_bound(head.row(r)), part_bound(tail.row(r)));
    if (std::fabs(y - z) <= bound * (1 + 0x1p-40)) continue;
    outcome.violation = violation(
        fmt::format("row {}: logsumexp of the whole is {}, of its parts [0, {}) and the rest {} "
                    "and {}, and of these two {}: apart by {}, and the bounds allow {}",
                    r, shown(y), head.cols, decimal(pair[0]), decimal(pair[1]), shown(z),
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
      if (bench.function() != Function::logsumexp) return "the law speaks of logsumexp";
      return bench.longest() >= 2 ? "" : "the contract allows no pairs";
    },
    check,
    ask,
};

}  // namespace softmax::verify::property
