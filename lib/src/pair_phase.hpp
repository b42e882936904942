// The first phase for double: vector kernels in pairs of doubles, and a test of each rounding; what
// it leaves open goes to RowState (Theorem 12).
#pragma once

#include "direct_phase.hpp"
#include "error_bounds.hpp"
#include "first_phase.hpp"
#include "row_state.hpp"
#include "stretches.hpp"

namespace softmax::detail {

/// Rows up to this long keep their exponentials between the sum and the outputs; longer ones
/// compute them twice.
inline constexpr std::size_t kKeptEntries = 2048;
/// About one output in 2^19 asks for a wide sum; rows from here on take no other.
inline constexpr std::size_t kWideFrom = 1 << 18;

/// Writes y and returns true, or returns false where the row is not for this phase: NaN, +inf,
/// fewer than two finite entries, for the logarithmic functions S − 1 < 2^-700.
template <Function F>
bool pair_phase(Row<const double> x, Row<double> y) {
  if (x.n > bound::pair::kMost) return false;
  double max = -std::numeric_limits<double>::infinity();
  for_stretches(x, x.n, [&](const double* entries, std::size_t, std::size_t count) {
    if (!std::isnan(max)) max = max_kernel(entries, count, max);
  });
  if (!std::isfinite(max)) return false;
  double scratch[F == Function::kSoftmax ? 2 * (kKeptEntries + kPad) : 1];
  double* const kept = F == Function::kSoftmax && x.n <= kKeptEntries ? scratch : nullptr;
  const bool wide = F == Function::kSoftmax && x.n >= kWideFrom;
  const RowSum sum_of_row = wide ? wide_sum(x, max) : pair_sum(x, max, kept);
  const DoubleDouble rest = sum_of_row.rest;
  RowState<double> state(x, max);
  if (wide) state.know_wide_sum(sum_of_row);
  DoubleDouble log_sum;
  if constexpr (F != Function::kSoftmax) {
    if (!(rest.hi >= 0x1p-700)) return false;
    bool known = false;
    log_sum = pair_log1p(rest, known);
    if (!known) return false;
  }
  const double log_error =
      log_sum.hi * bound::pair::kLogSum + (rest.hi < kPairLogFrom ? 0 : bound::pair::kLogAbsolute);
  if constexpr (F == Function::kLogSumExp) {
    const DoubleDouble sum = two_sum(max, log_sum.hi);
    const double error = log_error + std::fabs(sum.hi) * 0x1p-102;
    if (!round_pair(sum.hi, sum.lo + log_sum.lo, error, y[0])) y[0] = state.logsumexp();
    return true;
  } else {
    const DoubleDouble inverse = divide({1, 0}, add({1, 0}, rest));
    const double error = wide ? bound::pair::kSoftmaxOfWideSum : bound::pair::kSoftmax;
    write_stretches(
        x, y,
        [&](const double* entries, double* to, std::size_t at, std::size_t count,
            std::uint16_t* open) {
          return F == Function::kSoftmax
                     ? pair_softmax_kernel(entries, to, count, max, inverse, error,
                                           kept == nullptr ? nullptr : kept + 2 * at, open)
                     : pair_log_softmax_kernel(entries, to, count, max, log_sum, log_error, open);
        },
        [&](double entry) {
          return F == Function::kSoftmax ? state.softmax(entry) : state.log_softmax(entry);
        });
    return true;
  }
}

/// Whether a long row may do without its maximum: one look spares most of the others the attempt.
inline bool may_be_direct(double first) {
  return !(std::fabs(first) > kPairMost) || first == -std::numeric_limits<double>::infinity();
}

/// Rows of double: several where they are short, else one.
template <Function F>
std::uint64_t first_phase(const double* x, double* y, const RowLayout& layout, RowRoom scratch) {
  const bool direct = may_be_direct(x[0]);
  std::uint64_t done = layout.cols <= kPairGroup ? rows_kernel<F, double>(x, y, layout, {}) : 0;
  const std::size_t room = layout.cols + kPad;
  double* const high = scratch.kept;
  const KeptPairs kept = high == nullptr ? KeptPairs{} : KeptPairs{high, high + room};
  for (std::size_t r = 0; r < layout.rows; ++r) {
    if (((done >> r) & 1) != 0) continue;
    const auto at = static_cast<std::ptrdiff_t>(r);
    const Row<const double> from = {x + at * layout.x_row, layout.cols, layout.x_col};
    const Row<double> to = {y + at * layout.y_row, layout.cols, layout.y_col};
    const bool written =
        (direct && layout.cols > kPairGroup && direct_pair_phase<F>(from, to, kept)) ||
        pair_phase<F>(from, to);
    done |= std::uint64_t{written} << r;
  }
  return done;
}

}  // namespace softmax::detail
