#include "verify/property/support.hpp"

#include <cmath>

namespace softmax::verify::property {

std::string ulp_text(double error, double bound) {
  std::string off, allowed;
  for (const int digits : {4, 8, 17}) {
    off = fmt::format("{:.{}g}", error, digits);
    allowed = fmt::format("{:.{}g}", bound, digits);
    if (off != allowed) break;
  }
  return fmt::format("{} ULP off, and the bound is {} ULP", off, allowed);
}

void compare_rows(Bench& bench, bool strict, std::size_t row, std::span<const double> a,
                  std::span<const double> b, std::string_view what,
                  const subject::Placement& placement, Outcome& outcome) {
  const bool regular = bench.kind(row) == RowKind::regular;
  for (std::size_t j = 0; j < a.size() && !outcome.violation; ++j) {
    ++outcome.compared;
    if (same_bits(a[j], b[j]) || (!strict && a[j] == b[j])) continue;  // zeros of either sign
    double allowed = 0.0;
    if (!strict && regular) allowed = 2.0 * bench.judged(row).absolute_bound(j);
    if (allowed > 0.0 && std::fabs(a[j] - b[j]) <= allowed) continue;
    // One of them overflowed: each is judged by itself.
    if (!strict && regular && (std::isinf(a[j]) || std::isinf(b[j])) &&
        !bench.judged(row).judge(j, a[j]).beyond && !bench.judged(row).judge(j, b[j]).beyond) {
      continue;
    }
    if (!strict && !regular && (std::isnan(a[j]) == std::isnan(b[j]))) continue;
    outcome.violation = violation(
        strict ? fmt::format("result {} of row {} is {} in the batch and {} {}: not the same bits",
                             j, row, shown(a[j]), shown(b[j]), what)
               : fmt::format("result {} of row {} is {} in the batch and {} {}: apart by more than "
                             "the two bounds",
                             j, row, shown(a[j]), shown(b[j]), what),
        row, j, b[j], hexfloat(a[j]), placement);
  }
}

void compare_replies(Bench& bench, const subject::Reply& first, const subject::Reply& second,
                     std::string_view what, const subject::Placement& placement, Outcome& outcome) {
  for (std::size_t r = 0; r < first.y.rows && !outcome.violation; ++r) {
    compare_rows(bench, bitwise(bench), r, results(first, r), results(second, r), what, placement,
                 outcome);
  }
}

void compare_others(Bench& bench, const subject::Reply& changed, std::size_t row,
                    std::string_view what, Outcome& outcome) {
  const subject::Reply& first = bench.base();
  for (std::size_t r = 0; r < first.y.rows && !outcome.violation; ++r) {
    if (r != row)
      compare_rows(bench, bitwise(bench), r, results(first, r), results(changed, r), what, {},
                   outcome);
  }
}

void check_accuracy(Bench& bench, const Matrix& x, const subject::Reply& reply,
                    std::string_view how, Outcome& outcome) {
  for (std::size_t r = 0; r < reply.y.rows && !outcome.violation; ++r) {
    const auto row = x.row(r);
    if (classify(row) != RowKind::regular) continue;
    JudgedRow judged = bench.judge(bench.function(), row);
    const auto y = results(reply, r);
    for (std::size_t j = 0; j < y.size(); ++j) {
      ++outcome.compared;
      // In a run of equal entries with equal results one is judged.
      if (j > 0 && same_bits(row[j], row[j - 1]) && same_bits(y[j], y[j - 1])) continue;
      const JudgedRow::Judgement judgement = judged.judge(j, y[j]);
      if (!judgement.beyond) continue;
      if (bench.observer() != nullptr)
        bench.observer()->beyond(x, r, j, y[j], judged.approximate(j), judgement);
      outcome.violation =
          violation(fmt::format("result {} of row {} is {}, the exact value is {}: {}{}", j, r,
                                shown(y[j]), shown(judged.approximate(j)),
                                ulp_text(judgement.ulp.high, judgement.bound_ulp), how),
                    r, j, y[j], hexfloat(judged.approximate(j)));
      outcome.violation->x = x;
      break;
    }
  }
}

}  // namespace softmax::verify::property
