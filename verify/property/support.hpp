// Pieces that several laws share.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "verify/core/hexfloat.hpp"
#include "verify/property/bench.hpp"

namespace softmax::verify::property {

// "0x1.8p+1 (3)".
inline std::string shown(double value) {
  return fmt::format("{} ({})", hexfloat(value), decimal(value));
}

inline std::string applies(const Bench&) { return {}; }

inline Violation violation(std::string message, std::size_t row, std::size_t index, double got,
                           std::string want, const subject::Placement& placement = {}) {
  Violation v;
  v.message = std::move(message);
  v.row = row;
  v.index = index;
  v.got = got;
  v.want = std::move(want);
  v.placement = placement;
  return v;
}

// Whether the contract asks for the same bits, and not for results within the bounds.
inline bool bitwise(const Bench& bench) {
  return bench.contract().reproducibility == Strictness::exact;
}

inline bool done(const subject::Reply& reply) { return reply.ending == subject::Ending::done; }

// "1.5 ULP off, and the bound is 1 ULP", with so many digits that the two differ.
std::string ulp_text(double error, double bound);

// Row r by itself.
inline Matrix one_row(const Matrix& x, std::size_t r) {
  const auto row = x.row(r);
  return Matrix(std::vector<double>(row.begin(), row.end()));
}

// Whether the contract asks nothing of the results of rows of this kind, so that two calls may
// answer them in two ways where it does not ask for the same bits.
bool left_open(const Bench& bench, RowKind kind);

// Whether a and b, two answers for result j of a row of this kind, differ by more than the contract
// allows: in their bits, or, when `strict` is false, by more than the sum of their bounds.
// judged(): the row under the oracle, a JudgedRow&; called for regular rows only.
template <class Judged>
bool apart(const Bench& bench, bool strict, RowKind kind, std::size_t j, double a, double b,
           Judged judged) {
  if (same_bits(a, b) || (!strict && a == b)) return false;  // zeros of either sign
  if (strict) return true;
  if (kind != RowKind::regular) return std::isnan(a) != std::isnan(b) && !left_open(bench, kind);
  JudgedRow& row = judged();
  if (std::fabs(a - b) <= 2.0 * row.absolute_bound(j)) return false;
  // One of them overflowed: each is judged by itself.
  return !(std::isinf(a) || std::isinf(b)) || row.judge(j, a).beyond || row.judge(j, b).beyond;
}

// Two answers for the same exact values: bit for bit, or within the sum of their bounds when
// `strict` is false. Rows `row_a` of a (row `row` of the case) and `row_b` of b.
// `what` names the second answer: "called again", "alone", ...
void compare_rows(Bench& bench, bool strict, std::size_t row, std::span<const double> a,
                  std::span<const double> b, std::string_view what,
                  const subject::Placement& placement, Outcome& outcome);

// The same for every row of the case, `first` being its answer as it stands; bit for bit where the
// contract is reproducibility = bitwise.
void compare_replies(Bench& bench, const subject::Reply& first, const subject::Reply& second,
                     std::string_view what, const subject::Placement& placement, Outcome& outcome);

// The same for every row but `row`, the one that was changed between the answer to the case as it
// stands and `changed`.
void compare_others(Bench& bench, const subject::Reply& changed, std::size_t row,
                    std::string_view what, Outcome& outcome);

// Every result of the regular rows of x, which need not be rows of the case, against the bound of
// the contract. `how` ends the message and says what was called; the violation holds the row.
void check_accuracy(Bench& bench, const Matrix& x, const subject::Reply& reply,
                    std::string_view how, Outcome& outcome);

// The row at `row` with NaN-free comparison helpers: results of row r in a reply.
inline std::span<const double> results(const subject::Reply& reply, std::size_t row) {
  return reply.y.row(row);
}

}  // namespace softmax::verify::property
