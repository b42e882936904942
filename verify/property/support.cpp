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

bool left_open(const Bench& bench, RowKind kind) {
  const Contract& contract = bench.contract();
  if (kind == RowKind::with_nan) return contract.nan == NanPolicy::any;
  if (kind != RowKind::with_pos_inf) return false;
  // logsumexp: +inf, or NaN.
  return bench.function() == Function::logsumexp
             ? contract.positive_infinity != InfinityPolicy::limit
             : contract.positive_infinity == InfinityPolicy::any;
}

void compare_rows(Bench& bench, bool strict, std::size_t row, std::span<const double> a,
                  std::span<const double> b, std::string_view what,
                  const subject::Placement& placement, Outcome& outcome) {
  const RowKind kind = bench.kind(row);
  const auto judged = [&]() -> JudgedRow& { return bench.judged(row); };
  const char* const why = strict                     ? "not the same bits"
                          : kind == RowKind::regular ? "apart by more than the two bounds"
                                                     : "NaN and a number, where the contract has "
                                                       "one answer";
  for (std::size_t j = 0; j < a.size() && !outcome.violation; ++j) {
    ++outcome.compared;
    if (!apart(bench, strict, kind, j, a[j], b[j], judged)) continue;
    outcome.violation =
        violation(fmt::format("result {} of row {} is {} in the batch and {} {}: {}", j, row,
                              shown(a[j]), shown(b[j]), what, why),
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
