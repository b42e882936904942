// The first phase for float, float16 and bfloat16: vector kernels in double, and a test of each
// rounding; what it leaves open goes to RowState.
#pragma once

#include <bit>

#include "error_bounds.hpp"
#include "row_state.hpp"
#include "stretches.hpp"

namespace softmax::detail {

/// S − 1 with a relative error of at most bound::rest(n) where it is 2^-900 at least (Theorem
/// 9).
template <Format T>
DoubleDouble first_rest(Row<const T> x, double max) {
  LaneSums sums;
  for_stretches(x, x.n, [&](const T* entries, std::size_t, std::size_t count) {
    sum_kernel(entries, count, max, sums);
  });
  // Exact sums of the high parts, their errors gathered in the low part: within 2^-100 of it all.
  DoubleDouble rest{-1, 0};
  for (const double count : sums.largest) rest.hi += count;
  for (std::size_t lane = 0; lane < kMaxLanes; ++lane) {
    if (sums.high[lane] == 0) continue;  // a lane that this target does not have, or no term
    const DoubleDouble sum = two_sum(rest.hi, sums.high[lane]);
    rest = {sum.hi, rest.lo + (sum.lo + sums.low[lane])};
  }
  rest = fast_two_sum(rest.hi, rest.lo);
  return rest;
}

/// Settles what a kernel left open in a stretch: first in the format by the double found, then in
/// higher precision. `entries` are those of the stretch, not yet overwritten.
template <Function F, Format T>
void settle(const T* entries, T* y, const Undecided& open, std::size_t count, RowState<T>& state) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t j = open.index[i];
    if constexpr (!std::same_as<T, float>) {
      const T low = round_to_format<T>(open.value[i] - open.error[i]);
      if (low == round_to_format<T>(open.value[i] + open.error[i])) {
        const bool negative = F == Function::kLogSoftmax;
        y[j] = T{static_cast<std::uint16_t>(low.bits | (negative ? 0x8000U : 0U))};
        continue;
      }
    }
    const double entry = to_double(entries[j]);
    y[j] = F == Function::kSoftmax ? state.softmax(entry) : state.log_softmax(entry);
  }
}

/// Writes y and returns true, or returns false where the row is not for this phase: NaN, +inf,
/// fewer than two finite entries, or for the logarithmic functions ln S < 2^-900.
template <Function F, Format T>
requires(!std::same_as<T, double>) bool first_phase(Row<const T> x, Row<T> y) {
  double max = -std::numeric_limits<double>::infinity();
  for_stretches(x, x.n, [&](const T* entries, std::size_t, std::size_t count) {
    if (!std::isnan(max)) max = max_kernel(entries, count, max);
  });
  if (!std::isfinite(max)) return false;
  const DoubleDouble rest = first_rest(x, max);
  RowState<T> state(x, max);
  double log_sum = 0;
  double log_error = 0;
  if constexpr (F != Function::kSoftmax) {
    if (!(rest.hi >= 0x1p-900)) return false;
    bool known = false;
    log_sum = log1p(rest, known).hi;
    if (!known) return false;
    log_error = log_sum * bound::log_sum(x.n);
  }
  if constexpr (F == Function::kLogSumExp) {
    const double value = max + log_sum;
    const double error = log_error + std::fabs(value) * (2 * bound::kUnit);
    const T low = round_to_format<T>(value - error);
    const T high = round_to_format<T>(value + error);
    y[0] = to_double(low) == to_double(high) && value != 0 ? low : state.logsumexp();
    return true;
  } else {
    const double inverse = 1 / (1 + rest.hi);
    const double error = bound::softmax(x.n);
    std::array<T, kBlock> out;
    Undecided open;
    const auto round_of = [&](bool write) {
      for_stretches(x, kBlock, [&](const T* entries, std::size_t at, std::size_t count) {
        const std::size_t left =
            F == Function::kSoftmax
                ? softmax_kernel(entries, out.data(), count, max, inverse, error, open)
                : log_softmax_kernel(entries, out.data(), count, max, log_sum, log_error, open);
        if (left != 0) settle<F>(entries, out.data(), open, left, state);
        if (!write) return;
        const std::size_t taken = std::min(count, x.n - at);
        if (y.stride == 1)
          std::copy_n(out.data(), taken, y.data + at);
        else
          for (std::size_t i = 0; i < taken; ++i) y[at + i] = out[i];
      });
    };
    // In place, an undecided entry needs the row as it was: a first round without a write makes
    // every sum that the second round needs.
    if (x.data == y.data && x.n > kPad) round_of(false);
    round_of(true);
    return true;
  }
}

}  // namespace softmax::detail
