// S = Σ exp(x_i − max) of a row in double-double (Theorem 3).
#pragma once

#include <bit>
#include <cstdint>

#include "exp_dd.hpp"
#include "row.hpp"
#include "stretches.hpp"

namespace softmax::detail {

/// A sum of positive double-doubles in blocks of 32 and then a binary tree: the relative error is
/// at most (32 + 64)·(3u² + 13u³), for up to 2^64 terms.
class CascadeSum {
 public:
  void add_term(DoubleDouble term) {
    block_ = add(block_, term);
    if (++terms_ % 32 == 0) {
      // The trailing ones of the block count say which subtrees are complete.
      const std::uint64_t blocks = terms_ / 32 - 1;
      const int complete = std::countr_one(blocks);
      for (int level = 0; level < complete; ++level) block_ = add(block_, tree_[level]);
      tree_[complete] = block_;
      block_ = {};
    }
  }

  void add_lanes(const LaneSums& sums) {
    for (std::size_t lane = 0; lane < kMaxLanes; ++lane)
      if (sums.high[lane] != 0) add_term({sums.high[lane], sums.low[lane]});
  }

  DoubleDouble total() const {
    DoubleDouble sum = block_;
    for (std::uint64_t blocks = terms_ / 32; blocks != 0; blocks &= blocks - 1)
      sum = add(sum, tree_[std::countr_zero(blocks)]);
    return sum;
  }

 private:
  std::uint64_t terms_ = 0;
  DoubleDouble block_;
  DoubleDouble tree_[60];
};

/// The gap max − x_j, exact: the two entries are finite and the difference does not overflow (an
/// overflow shows as hi = inf).
inline DoubleDouble gap(double max, double x) { return two_sum(max, -x); }

/// rest = S − 1: the sum without one of the largest entries, within 2^-97 relatively plus 2^-1000.
struct RowSum {
  DoubleDouble rest;
  std::size_t largest = 0;  ///< how many entries equal max
  bool all_equal = false;   ///< every finite entry equals max
};

/// With vectors, for n ≤ bound::pair::kMost: rest within bound::pair::kRest where it is 2^-700 at
/// least, S always; `all_equal` is left open. `kept`: null, or room for two doubles an entry and
/// for kPad entries more (pair_sum_kernel).
template <Format T>
RowSum pair_sum(Row<const T> x, double max, double* kept) {
  DoubleDouble others;
  RowSum sum;
  for_stretches(x, kPairBlock, [&](const T* entries, std::size_t at, std::size_t count) {
    LaneSums sums;
    pair_sum_kernel(entries, count, max, sums, kept == nullptr ? nullptr : kept + 2 * at);
    double largest = 0;
    DoubleDouble block;
    for (std::size_t lane = 0; lane < kMaxLanes; ++lane) {
      largest += sums.largest[lane];
      const DoubleDouble high = two_sum(block.hi, sums.high[lane]);
      block = {high.hi, block.lo + (high.lo + sums.low[lane])};
    }
    others = add(others, fast_two_sum(block.hi, block.lo));
    sum.largest += static_cast<std::size_t>(largest);
  });
  sum.rest = add({static_cast<double>(sum.largest - 1), 0}, others);
  return sum;
}

/// Σ exp(x) within 2^-58, with vectors, of entries up to kDirectMost (Theorem 17).
template <Format T>
DoubleDouble coarse_sum(Row<const T> x) {
  CascadeSum terms;
  for_stretches(x, kDirectBlock, [&](const T* entries, std::size_t, std::size_t count) {
    LaneSums sums;
    coarse_sum_kernel(entries, count, sums);
    terms.add_lanes(sums);
  });
  return terms.total();
}

/// With vectors: rest within 2^-80 where it is 2^-700 at least, S always (Theorem 13).
template <Format T>
RowSum wide_sum(Row<const T> x, double max) {
  CascadeSum others;
  RowSum sum;
  std::size_t masked = 0;
  for_stretches(x, kWideBlock, [&](const T* entries, std::size_t at, std::size_t count) {
    WideSums sums;
    wide_sum_kernel(entries, count, max, sums);
    for (std::size_t lane = 0; lane < kMaxLanes; ++lane) {
      sum.largest += static_cast<std::size_t>(sums.terms.largest[lane]);
      masked += static_cast<std::size_t>(sums.masked[lane]);
    }
    others.add_lanes(sums.terms);
    if (at + count > x.n) masked -= at + count - x.n;  // what fills a stretch up
  });
  sum.all_equal = sum.largest + masked == x.n;
  sum.rest = add({static_cast<double>(sum.largest - 1), 0}, others.total());
  return sum;
}

/// One by one, as precise as the struct says.
template <Format T>
RowSum sum_dd(Row<const T> x, double max) {
  CascadeSum others;
  RowSum sum;
  sum.all_equal = true;
  for (std::size_t i = 0; i < x.n; ++i) {
    const double value = to_double(x[i]);
    const double coarse = max - value;
    if (coarse == 0) {  // gradual underflow: only equal entries differ by 0
      ++sum.largest;
      continue;
    }
    if (value != -std::numeric_limits<double>::infinity()) sum.all_equal = false;
    if (!(coarse <= kFarGap)) continue;
    const ScaledDoubleDouble e = exp_negative(gap(max, value));
    // Both factors are normal down to 2^-1022; below, each product is off by 2^-1075 at most.
    const double scale = std::bit_cast<double>(
        static_cast<std::uint64_t>((e.exponent < -1000 ? e.exponent + 100 : e.exponent) + 1023)
        << 52);
    const double again = e.exponent < -1000 ? 0x1p-100 : 1.0;
    others.add_term({e.value.hi * scale * again, e.value.lo * scale * again});
  }
  sum.rest = add({static_cast<double>(sum.largest - 1), 0}, others.total());
  return sum;
}

/// rest of a row whose other entries all lie far below max, in units of 2^kTinyScale where neither
/// it nor its low part underflows: within 2^-97 of `value` relatively (Theorem 3), plus `far` units
/// from entries beyond kGreatestTinyGap, each below 2^(-2019 - kTinyScale) of them (Theorem 3a).
struct TinyRest {
  DoubleDouble value;
  std::size_t far = 0;
};
inline constexpr int kTinyScale = -1000;
/// exp_negative's k stays below 2^16 up to 1419, as its exact products ask.
inline constexpr double kGreatestTinyGap = 1400;

template <Format T>
TinyRest tiny_rest(Row<const T> x, double max) {
  CascadeSum others;
  TinyRest rest;
  for (std::size_t i = 0; i < x.n; ++i) {
    const double value = to_double(x[i]);
    const double coarse = max - value;
    if (coarse == 0 || value == -std::numeric_limits<double>::infinity()) continue;
    if (!(coarse <= kGreatestTinyGap)) {
      ++rest.far;
      continue;
    }
    // 2^-2020 2^1000 is still normal, and terms below 2^-900 stay below 2^101.
    const ScaledDoubleDouble e = exp_negative(gap(max, value));
    const double scale =
        std::bit_cast<double>(static_cast<std::uint64_t>(e.exponent - kTinyScale + 1023) << 52);
    others.add_term({e.value.hi * scale, e.value.lo * scale});
  }
  rest.value = others.total();
  return rest;
}

}  // namespace softmax::detail
