// The vector kernels of the first phase for float, float16 and bfloat16, in double arithmetic: one
// source for every target of Highway, chosen when first called.
#pragma once

#include <cstddef>
#include <cstdint>

#include "softmax/formats.hpp"

namespace softmax::detail {

inline constexpr std::size_t kPad = 16;     // kernels take a multiple of this many entries
inline constexpr std::size_t kBlock = 256;  // and the output kernels at most this many
inline constexpr std::size_t kMaxLanes = 8;

/// A sum on its way, lane by lane: Σ of the terms below the largest in high + low, and how often
/// the largest was seen.
struct LaneSums {
  double high[kMaxLanes] = {};
  double low[kMaxLanes] = {};
  double largest[kMaxLanes] = {};
};

/// Outputs whose rounding the first phase leaves open: where, and the value it found.
struct Undecided {
  std::uint16_t index[kBlock];
  double value[kBlock];
  double error[kBlock];
};

/// Gaps are cut off here: exp(−700) < 2^-1009 is nothing beside 1, and rounds to 0 in the formats
/// of these kernels.
inline constexpr double kCutGap = 700;

/// max(largest, entries); NaN where an entry is NaN or +inf.
template <Format T>
double max_kernel(const T* x, std::size_t count, double largest);
/// Adds the terms of the entries (Theorem 9).
template <Format T>
void sum_kernel(const T* x, std::size_t count, double max, LaneSums& sums);
/// y = exp(x − max) · inverse, relative error `error` + gap · 2^-53. Returns the undecided ones.
template <Format T>
std::size_t softmax_kernel(const T* x, T* y, std::size_t count, double max, double inverse,
                           double error, Undecided& open);
/// y = −((max − x) + log), error `error` + 2^-51 |y|. Returns the undecided ones, values positive.
template <Format T>
std::size_t log_softmax_kernel(const T* x, T* y, std::size_t count, double max, double log,
                               double error, Undecided& open);

}  // namespace softmax::detail
