#include "verify/property/support.hpp"

#include <algorithm>
#include <cmath>

#include "verify/error/exact_sum.hpp"

namespace softmax::verify::property {
namespace {

// Level of the row moved to the origin, to either side of the exponent range of exp, far out, or by
// a small step. By turns; a constant that overflows the row is halved by shift_row's caller.
double choose_constant(const Bench& bench, std::size_t row) {
  const auto x = bench.x().row(row);
  double a = -std::numeric_limits<double>::infinity();
  for (const double value : x) a = std::max(a, value);
  const double reach = bench.format() == Format::f64   ? 1024.0
                       : bench.format() == Format::f16 ? 16.0
                                                       : 128.0;
  switch (bench.variant(8, 0x5817F + row)) {
    case 0:
      return round_to(bench.format(), -a);
    case 1:
      return reach - std::trunc(a);
    case 2:
      return -reach - std::trunc(a);
    case 3:
      return 1.0;
    case 4:
      return -reach * 8;
    case 5:
      return reach * 8;
    case 6:
      return 0.25;
    default:
      return std::ldexp(reach, traits(bench.format()).precision / 2);
  }
}

// x + C rounded into the format; `exact` when no entry was rounded. False when it overflows.
bool shift_row(Format format, std::span<const double> x, double constant, std::vector<double>& out,
               bool& exact) {
  exact = true;
  for (std::size_t j = 0; j < x.size(); ++j) {
    if (std::isinf(x[j])) {
      out[j] = x[j];
      continue;
    }
    exact = exact && !error::difference_is_rounded(format, x[j], -constant);
    out[j] = round_to(format, x[j] + constant);
    if (!std::isfinite(out[j])) return false;
  }
  return true;
}

// What the row was moved by, and whether that rounded nothing; the row stays where it is when
// moving it overflows.
struct Moved {
  double constant = 0.0;
  bool exact = false;
  bool compared = false;
};

void check_row(Bench& bench, std::size_t r, const Moved& moved, std::span<const double> shifted,
               std::span<const double> y, std::span<const double> z, Outcome& outcome) {
  const JudgedRow& here = bench.judged(r);
  // After an exact shift the gaps are what they were, and so are the exact results.
  const bool same = moved.exact && bench.function() != Function::logsumexp;
  oracle::RowExact exact = same ? here.exact() : oracle::RowExact{};
  exact.maximum += moved.constant;
  JudgedRow there =
      same ? bench.judge(shifted, std::move(exact)) : bench.judge(bench.function(), shifted);
  for (std::size_t j = 0; j < z.size(); ++j) {
    ++outcome.compared;
    if (there.judge(j, z[j]).beyond) {
      outcome.violation = violation(
          fmt::format("row {} shifted by {} has result {} = {}; the exact value of the row so "
                      "given is {}, further off than the contract allows",
                      r, shown(moved.constant), j, shown(z[j]), shown(there.approximate(j))),
          r, j, z[j], hexfloat(there.approximate(j)));
      return;
    }
    if (!moved.exact || !std::isfinite(y[j]) || !std::isfinite(z[j])) continue;
    const double back = bench.function() == Function::logsumexp ? moved.constant : 0.0;
    const double bound = (here.absolute_bound(j) + there.absolute_bound(j)) * (1 + 0x1p-40);
    const double terms[] = {z[j], -y[j]};
    const auto apart = error::distance_beyond(terms, back, bound);
    if (!apart) continue;
    outcome.violation = violation(
        fmt::format("result {} of row {} is {}, and {} after the exact shift by {}: apart by {}, "
                    "and the two bounds allow {}",
                    j, r, shown(y[j]), shown(z[j]), shown(moved.constant), decimal(*apart),
                    decimal(bound)),
        r, j, z[j], hexfloat(y[j]));
    return;
  }
}

struct Shifted {
  Matrix x;
  std::vector<Moved> moved;  // by row
  bool any = false;
};

Shifted shifted_rows(const Bench& bench) {
  Shifted result{bench.x(), std::vector<Moved>(bench.x().rows), false};
  auto& [shifted, moved, any] = result;
  std::vector<double> row(shifted.cols);
  for (std::size_t r = 0; r < shifted.rows; ++r) {
    if (bench.kind(r) != RowKind::regular) continue;
    moved[r].constant = choose_constant(bench, r);
    moved[r].compared =
        shift_row(bench.format(), bench.x().row(r), moved[r].constant, row, moved[r].exact);
    if (!moved[r].compared) continue;
    std::copy(row.begin(), row.end(), shifted.row(r).begin());
    any = true;
  }
  return result;
}

void ask(Bench& bench) {
  if (bench.prepared(shifted_rows).any) bench.ask(bench.prepared(shifted_rows).x);
}

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  if (!done(reply)) return outcome;
  const auto& [shifted, moved, any] = bench.prepared(shifted_rows);
  if (!any) return outcome;
  const subject::Reply other = bench.call(shifted);
  if (!done(other)) return outcome;
  for (std::size_t r = 0; r < shifted.rows && !outcome.violation; ++r) {
    if (!moved[r].compared) continue;
    check_row(bench, r, moved[r], shifted.row(r), results(reply, r), results(other, r), outcome);
  }
  return outcome;
}

}  // namespace

extern const Property kShift;
const Property kShift = {
    "shift",
    "adding a constant C to a row changes softmax and log_softmax by nothing and logsumexp by C, "
    "for every C; where x + C is rounded, the rounded row is judged by its own exact value",
    "exact C: the sum of the bounds of both rows; any other C: the contract, on the row really "
    "given",
    "a shift value that is not the maximum, x - (a + ln S), clamps and sentinels at a level",
    "errors that depend on the gaps alone",
    applies,
    check,
    ask,
};

}  // namespace softmax::verify::property
