#include "verify/property/support.hpp"

#include <cmath>
#include <limits>

namespace softmax::verify::property {
namespace {

std::size_t position_of_mask(const Bench& bench) {
  return static_cast<std::size_t>(bench.variant(bench.x().cols + 1, 0x3A5C));
}

// Every row of the case with one entry more, which is masked.
Matrix masked_rows(const Bench& bench) {
  const std::size_t n = bench.x().cols;
  const std::size_t position = position_of_mask(bench);
  Matrix masked(bench.x().rows, n + 1);
  for (std::size_t r = 0; r < bench.x().rows; ++r) {
    const auto x = bench.x().row(r);
    auto out = masked.row(r);
    for (std::size_t j = 0; j < n; ++j) out[j < position ? j : j + 1] = x[j];
    out[position] = -std::numeric_limits<double>::infinity();
  }
  return masked;
}

bool can_be_masked(const Bench& bench) {
  const std::size_t n = bench.x().cols;
  return n > 0 && n + 1 <= bench.contract().max_cols.value_or(n + 1);
}

void ask(Bench& bench) {
  if (can_be_masked(bench)) bench.ask(bench.prepared(masked_rows));
}

Outcome check(Bench& bench) {
  Outcome outcome;
  if (!can_be_masked(bench)) return outcome;
  const std::size_t position = position_of_mask(bench);
  const Matrix& masked = bench.prepared(masked_rows);
  const subject::Reply reply = bench.call(masked);
  if (!done(reply)) return outcome;
  const bool one_result = bench.function() == Function::logsumexp;
  const double zero =
      bench.function() == Function::softmax ? 0.0 : -std::numeric_limits<double>::infinity();
  for (std::size_t r = 0; r < reply.y.rows && !outcome.violation; ++r) {
    if (bench.kind(r) != RowKind::regular) continue;
    const auto y = results(reply, r);
    // The others have the exact results that they had, and the masked one has an exact result.
    oracle::RowExact exact = bench.judged(r).exact();
    if (!one_result) {
      oracle::Exact nothing;
      nothing.hi = zero;
      exact.results.insert(exact.results.begin() + static_cast<std::ptrdiff_t>(position), nothing);
    }
    JudgedRow judged = bench.judge(masked.row(r), std::move(exact));
    for (std::size_t j = 0; j < y.size() && !outcome.violation; ++j) {
      ++outcome.compared;
      const std::size_t entry = !one_result && j > position ? j - 1 : j;  // of the row of the case
      if (!one_result && std::isinf(masked.row(r)[j])) {
        if (y[j] == zero) continue;
        outcome.violation = violation(
            fmt::format("with a -inf put at position {} of row {}, the masked result {} is {} and "
                        "must be {}",
                        position, r, j, shown(y[j]), decimal(zero)),
            r, j, y[j], hexfloat(zero));
      } else if (judged.judge(j, y[j]).beyond) {
        outcome.violation = violation(
            fmt::format("with a -inf put at position {} of row {}, the result{} is {}, the exact "
                        "value is {}, further off than the contract allows",
                        position, r,
                        one_result ? "" : fmt::format(" of entry {} of the row as it was", entry),
                        shown(y[j]), shown(judged.approximate(j))),
            r, entry, y[j], hexfloat(judged.approximate(j)));
      }
    }
  }
  return outcome;
}

}  // namespace

extern const Property kMask;
const Property kMask = {
    "mask",
    "a -inf entry gives exactly 0 (log_softmax: -inf) and leaves the other results where they were "
    "within their bounds",
    "none for the masked entry; the sum of the two bounds for the others",
    "finite sentinels, masks by multiplication, results clamped from below, NaN from -inf minus "
    "-inf",
    "wrong values that masking does not change",
    [](const Bench& bench) -> std::string {
      return bench.longest() >= 2 ? "" : "the contract allows no pairs";
    },
    check,
    ask,
};

}  // namespace softmax::verify::property
