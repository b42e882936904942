// The first phase for a long row of double without its maximum (Theorem 18): Σ exp(x) from wide
// vector kernels, the outputs in pairs; what they leave open goes to RowState.
#pragma once

#include "error_bounds.hpp"
#include "first_phase.hpp"
#include "row_state.hpp"
#include "stretches.hpp"

namespace softmax::detail {

/// Σ exp(x) within 2^-80, and the largest entry: NaN where the row is not for this phase.
struct DirectSum {
  DoubleDouble total;
  double max = -std::numeric_limits<double>::infinity();
};
inline DirectSum direct_sum(Row<const double> x, KeptPairs kept) {
  DirectSum sum;
  CascadeSum terms;
  for_stretches(x, kDirectBlock, [&](const double* entries, std::size_t at, std::size_t count) {
    LaneSums sums;
    sum.max = direct_wide_sum_kernel(entries, count, sum.max, sums, kept.from(at));
    terms.add_lanes(sums);
  });
  sum.total = terms.total();
  if (!(sum.total.hi >= kPairLeast)) sum.max = std::numeric_limits<double>::quiet_NaN();
  return sum;
}

/// ln s as pair_log1p gives it, within bound::pair::kLogAbsolute.
inline DoubleDouble pair_log(DoubleDouble s, bool& known) {
  const double y = std::log(s.hi);
  known = std::fabs(y) < kPairCut;
  return known ? refine_log(s, y, known) : DoubleDouble{};
}

/// Calls round(entries, to, count, open), which returns how many outputs are left open, for
/// stretches of the row, and settle(entry) for those.
template <class Round, class Settle>
void write_stretches(Row<const double> x, Row<double> y, Round round, Settle settle) {
  std::array<double, kBlock> out;
  std::uint16_t open[kBlock];
  const auto write = [&](bool keep) {
    for_stretches(x, kBlock, [&](const double* entries, std::size_t at, std::size_t count) {
      const std::size_t taken = std::min(count, x.n - at);
      const bool direct = keep && y.stride == 1 && taken == count && x.data != y.data;
      double* const to = direct ? y.data + at : out.data();
      const std::size_t left = round(entries, to, at, count, open);
      for (std::size_t i = 0; i < left; ++i) to[open[i]] = settle(entries[open[i]]);
      if (!keep || direct) return;
      for (std::size_t i = 0; i < taken; ++i) y[at + i] = to[i];
    });
  };
  // In place, an undecided entry needs the row as it was: a first round without a write makes every
  // sum that the second round needs.
  if (x.data == y.data && x.n > kPad) write(false);
  write(true);
}

/// Below it log_softmax of the largest entry, −ln S, is left to the phase that sums S − 1.
inline constexpr double kDirectTotal = 1 + 0x1p-16;

/// Writes y and returns true, or returns false where the row is not for this phase.
template <Function F>
bool direct_pair_phase(Row<const double> x, Row<double> y, KeptPairs kept) {
  if (x.n > bound::pair::kMost) return false;
  const DirectSum sum = direct_sum(x, kept);
  if (!(sum.max == sum.max)) return false;
  RowState<double> state(x, sum.max);
  if constexpr (F == Function::kSoftmax) {
    const DoubleDouble inverse = divide({1, 0}, sum.total);
    state.know_wide_total(sum.total);
    write_stretches(
        x, y,
        [&](const double* entries, double* to, std::size_t at, std::size_t count,
            std::uint16_t* open) {
          return direct_softmax_kernel(entries, to, count, inverse, kept.from(at), open);
        },
        [&](double entry) { return state.softmax(entry); });
  } else {
    if (!(shifted_total(sum.total, sum.max).hi > kDirectTotal)) return false;
    bool known = false;
    const DoubleDouble log = pair_log(sum.total, known);
    if (!known) return false;
    if constexpr (F == Function::kLogSumExp) {
      const double error = bound::pair::kDirectLog + std::fabs(log.hi) * 0x1p-102;
      return round_pair(log.hi, log.lo, error, y[0]);
    } else {
      write_stretches(
          x, y,
          [&](const double* entries, double* to, std::size_t, std::size_t count,
              std::uint16_t* open) {
            return direct_log_softmax_kernel(entries, to, count, log, open);
          },
          [&](double entry) { return state.log_softmax(entry); });
    }
  }
  return true;
}

}  // namespace softmax::detail
