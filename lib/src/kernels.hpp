// The vector kernels: one source for every target of Highway, chosen when first called. float,
// float16 and bfloat16 in double arithmetic; double, and sums for all, in pairs of doubles.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "double_double.hpp"
#include "row.hpp"
#include "softmax/rows.hpp"

namespace softmax::detail {

inline constexpr std::size_t kPad = 16;  // vectors take a multiple of this many entries
inline constexpr std::size_t kMaxLanes = 8;
constexpr std::size_t padded(std::size_t count) { return (count + kPad - 1) / kPad * kPad; }
/// Rows of float and the 16-bit formats are read in blocks of this many entries.
inline constexpr std::size_t kRowBlock = 2048;
/// Rows up to this long keep their exponentials, 1.5 MiB, or 4 MiB for double.
inline constexpr std::size_t kMostKept = std::size_t{3} << 16;
inline constexpr std::size_t kMostPairsKept = std::size_t{1} << 18;
/// From here on softmax of float sums pairs at once: one output in 2^22 would ask for that sum.
inline constexpr std::size_t kPairsFrom = std::size_t{1} << 19;
/// Direct rows take a coarser sum of the same kind (Theorem 17), at once from here on.
inline constexpr std::size_t kCoarseFrom = std::size_t{1} << 22;

/// Gaps are cut off here: exp(−700) < 2^-1009 is nothing beside 1, and rounds to 0 in the formats
/// of these kernels.
inline constexpr double kCutGap = 700;

/// The largest entry of rows of which exp is taken as it is lies within ±kDirectMost; entries below
/// kDirectLeast, which round to 0 beside it, are taken as that (Theorem 17).
inline constexpr double kDirectMost = 128;
inline constexpr double kDirectLeast = -320;
/// A sum of exp(x) from here on has an entry of −92 − ln n at least, which is above −kDirectMost.
inline constexpr double kDirectSum = 0x1p-132;
/// From here on in magnitude logarithms are rounded several at once (Theorem 10).
inline constexpr double kRoundLogs = 0x1p-6;
/// And the least magnitude of an output of log_softmax there.
inline constexpr double kLeastLog = 0x1p-11;

/// Shorter rows are taken together, as many as fit in a block, at most this many.
inline constexpr std::size_t kMostRows = 64;
constexpr std::size_t rows_at_once(std::size_t n) {
  return std::clamp(kRowBlock / kPad / (n / kPad + (n % kPad != 0 || n == 0 ? 1 : 0)),
                    std::size_t{1}, kMostRows);
}

/// Rows of double up to this long go through the same buffers; as many at once as the first cache
/// holds with their exponentials.
inline constexpr std::size_t kPairGroup = kRowBlock;
constexpr std::size_t pair_rows_at_once(std::size_t n) {
  return std::clamp(512 / kPad / (n / kPad + (n % kPad != 0 || n == 0 ? 1 : 0)), std::size_t{1},
                    kMostRows);
}

/// v within error: true where every number in between rounds to the same y, which is left as it was
/// otherwise.
inline bool round_pair(double high, double low, double error, double& y) {
  const double above = high + (low + error);
  if (high + (low - error) != above) return false;
  y = above;
  return true;
}

/// exp of every pattern of a 16-bit format, below 1 u; NaN for NaN and for entries above
/// kDirectMost.
inline constexpr std::size_t kExpTable = std::size_t{1} << 16;
template <Format T>
void fill_exp_table_kernel(double* table);

/// Room for the exponentials of a row of n entries: n doubles, filled up to a multiple of kPad; or
/// n/2 numbers; and that table. Each may be null.
struct RowRoom {
  const double* table = nullptr;
  double* kept = nullptr;
  std::uint32_t* halves = nullptr;
};

/// What the kernels ask of higher precision; a row must not change in between.
template <Format T>
struct RowCalls {
  void* context;
  /// An output left open.
  T (*output)(void* context, std::size_t row, double max, double entry);
  T (*logsumexp)(void* context, std::size_t row, double max);
  /// S within 2^-69, rounded.
  double (*total)(void* context, std::size_t row, double max);
  /// Tells Σ exp(x) of the row, within `error` u, before the others are called for it.
  void (*know)(void* context, std::size_t row, DoubleDouble total, double error);
  RowRoom room;
};

/// At most rows_at_once(n) rows, for double pair_rows_at_once(n), n ≥ 2 (Theorems 8 to 10, 16, 17;
/// for double n ≤ kPairGroup and Theorem 18). Bit i of the answer: row i of y is written. The
/// others have a NaN, +inf, no finite entry, or for the logarithmic functions S − 1 < 2^-900.
template <Function F, Format T>
std::uint64_t rows_kernel(const T* x, T* y, const RowLayout& layout, const RowCalls<T>& calls);

/// max(largest, entries); NaN where an entry is NaN or +inf.
double max_kernel(const double* x, std::size_t count, double largest);

/// A sum on its way, lane by lane: Σ of the terms below the largest in high + low, and how often
/// the largest was seen.
struct LaneSums {
  double high[kMaxLanes] = {};
  double low[kMaxLanes] = {};
  double largest[kMaxLanes] = {};
};

/// Pairs (pair_kernels-inl.hpp): sums are taken, and kept, for at most this many entries at once.
inline constexpr std::size_t kPairBlock = 2048;
/// Beyond this gap no pair is formed: up to it every product of the kernels is a normal number.
inline constexpr double kPairCut = 600;

/// The terms of at most kPairBlock entries, within 2^-74 each (Theorem 11). Where `kept` is
/// not null the pairs go there, two doubles an entry: 0 for exp(x − max) below 2^-1076, NaN where
/// a pair could not hold it.
template <Format T>
void pair_sum_kernel(const T* x, std::size_t count, double max, LaneSums& sums, double* kept);
/// exp(−gap) for 0 ≤ gap ≤ kPairCut, within 2^-74 (Theorem 11).
DoubleDouble exp_pair_kernel(double gap);
/// y = exp(x − max) · inverse with a relative error below `error`, from `kept` where that is not
/// null. Returns how many are undecided, their places in `open` (`count` long).
std::size_t pair_softmax_kernel(const double* x, double* y, std::size_t count, double max,
                                DoubleDouble inverse, double error, const double* kept,
                                std::uint16_t* open);
/// y = −((max − x) + log), error below `error` + 2^-102 |y|. Returns as above.
std::size_t pair_log_softmax_kernel(const double* x, double* y, std::size_t count, double max,
                                    DoubleDouble log, double error, std::uint16_t* open);

/// Rows of double of which no entry is above kPairMost, and Σ exp(x) is kPairLeast at least, do
/// without their maximum (Theorem 18).
inline constexpr double kPairMost = 256;
inline constexpr double kPairLeast = 0x1p-240;
/// Above exp(−kPairMost); and below what rounds to 0 beside such a sum.
inline constexpr double kPairTiny = 0x1p-369;
inline constexpr double kPairFar = -1010;
/// A largest entry from here on makes such a sum.
inline constexpr double kPairLow = -160;
/// What fills rows up to a multiple of kPad: its exp is above kPairTiny.
inline constexpr double kPairFill = -255.5;

/// Room for exponentials as ExpWide gives them, filled up to a multiple of kPad, or null.
struct KeptPairs {
  double* high = nullptr;
  double* low = nullptr;
  KeptPairs from(std::size_t at) const {
    return high == nullptr ? KeptPairs{} : KeptPairs{high + at, low + at};
  }
};
/// Entries in one call of the sum: at most 256 blocks of 16 terms in a lane.
inline constexpr std::size_t kDirectBlock = 4096;
/// Σ exp(x) of at most kDirectBlock entries, within 2^-80; returns max(largest, entries), NaN where
/// one is above kPairMost or NaN.
double direct_wide_sum_kernel(const double* x, std::size_t count, double largest, LaneSums& sums,
                              KeptPairs kept);
/// Σ exp(x) of at most kDirectBlock entries below kPairMost, within 2^-60.
template <Format T>
void coarse_sum_kernel(const T* x, std::size_t count, LaneSums& sums);
/// y = exp(x) · inverse, and y = x − log (Theorem 18). They return as pair_softmax_kernel.
std::size_t direct_softmax_kernel(const double* x, double* y, std::size_t count,
                                  DoubleDouble inverse, KeptPairs kept, std::uint16_t* open);
std::size_t direct_log_softmax_kernel(const double* x, double* y, std::size_t count,
                                      DoubleDouble log, std::uint16_t* open);

/// Lane sums of more precision, and how many entries are -inf.
struct WideSums {
  LaneSums terms;
  double masked[kMaxLanes] = {};
};
/// Entries in one call: at most 64 blocks of 16 terms in a lane.
inline constexpr std::size_t kWideBlock = 1024;
/// The terms up to kPairCut, their sum within 2^-80 (Theorem 13).
template <Format T>
void wide_sum_kernel(const T* x, std::size_t count, double max, WideSums& sums);

}  // namespace softmax::detail
