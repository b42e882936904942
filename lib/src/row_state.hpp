// One row on its way: the phases in double-double, and the last resort behind them.
#pragma once

#include "error_bounds.hpp"
#include "last_resort.hpp"
#include "log1p_dd.hpp"
#include "sum_dd.hpp"

namespace softmax::detail {

/// S and ln S at one of three precisions, each computed when first asked for.
struct SumState {
  RowSum sum;
  DoubleDouble total;
  DoubleDouble log;
  double log_error = 0;
  bool known = false;      ///< sum and total
  bool log_known = false;  ///< log and log_error, or that they cannot be had
  bool log_usable = false;
};

/// S from Σ exp(x), for |max| ≤ kFarGap.
inline DoubleDouble shifted_total(DoubleDouble total, double max) {
  const ScaledDoubleDouble e = exp_negative({std::fabs(max), 0});
  const double scale = std::ldexp(1.0, e.exponent);
  const DoubleDouble power = {e.value.hi * scale, e.value.lo * scale};
  return max < 0 ? divide(total, power) : multiply(total, power);
}

/// The row must stay unchanged until all sums that its outputs ask for were computed.
template <Format T>
class RowState {
 public:
  RowState(Row<const T> x, double max) : x_(x), max_(max) {}

  /// wide_sum of this row, where it was computed before.
  void know_wide_sum(const RowSum& sum) { know(states_[kWide], sum); }

  /// For softmax: Σ exp(x) within 2^-80 (Theorem 18), or within `error` u (Theorem 17).
  void know_wide_total(DoubleDouble total) {
    states_[kWide].total = shifted_total(total, max_);
    states_[kWide].known = true;
  }
  void know_total(DoubleDouble total, double error) {
    direct_total_ = total;
    direct_.known = false;
    direct_error_ = error;
  }

  /// S within 2^-69 for n ≤ bound::pair::kMost, rounded.
  double total() { return prepare(kPair).total.hi; }

  T softmax(double entry) {
    T y{};
    if (!(max_ - entry <= kFarGap)) return y;  // below exp(−746) < 2^-1076: rounds to +0
    if (remembered_ && entry == entry_) return result_;
    int level = first_level();
    if constexpr (!std::same_as<T, double>) {
      if (direct_error_ != 0 && round_direct(entry, y)) return remember(entry, y);
      if (is_direct()) {
        if (direct_error_ == 0 || direct_error_ > bound::kCoarse)
          know_total(coarse_sum(x_), bound::kCoarse);
        if (round_direct(entry, y)) return remember(entry, y);
        level = kWide;
      }
    }
    for (; level <= kFull; ++level)
      if (round_softmax(prepare(level), level == kPair ? 68 : level == kWide ? 79 : 96, entry, y))
        return remember(entry, y);
    return remember(entry, last_resort_softmax(x_, max_, entry, fixed_));
  }

  T log_softmax(double entry) {
    T y{};
    if (entry == -std::numeric_limits<double>::infinity()) return infinity<T>(true);
    if (remembered_ && entry == entry_) return result_;
    for (int level = first_level(); level <= kFull; ++level)
      if (round_log_softmax(prepare_log(level), entry, y)) return remember(entry, y);
    return remember(entry, last_resort_log_softmax(x_, max_, entry, fixed_));
  }

  T logsumexp() {
    T y{};
    for (int level = first_level(); level <= kFull; ++level)
      if (round_logsumexp(prepare_log(level), y)) return y;
    return last_resort_logsumexp(x_, max_, fixed_);
  }

 private:
  /// S within 2^-69 (Theorem 12), 2^-80 (Theorem 13), 2^-97 (Theorem 3).
  enum Level { kPair, kWide, kFull };
  /// Σ exp(x) is quicker than S, and short rows need not be quick.
  bool is_direct() const {
    return std::fabs(max_) <= kDirectMost && x_.n > kRowBlock && x_.n <= bound::pair::kMost;
  }
  /// For double the first phase was at the level of pairs.
  int first_level() const {
    return std::same_as<T, double> || x_.n > bound::pair::kMost ? kWide : kPair;
  }

  /// Rows often repeat an entry; one state serves one function.
  T remember(double entry, T result) {
    remembered_ = true;
    entry_ = entry;
    result_ = result;
    return result;
  }

  static void know(SumState& state, const RowSum& sum) {
    state.sum = sum;
    state.total = add({1, 0}, sum.rest);
    state.known = true;
  }

  const SumState& prepare(int level) {
    SumState& state = states_[level];
    if (!state.known)
      know(state, level == kPair   ? pair_sum(x_, max_, nullptr)
                  : level == kWide ? wide_sum(x_, max_)
                                   : sum_dd(x_, max_));
    return state;
  }

  const SumState& prepare_log(int level) {
    SumState& state = states_[level];
    if (state.log_known) return state;
    prepare(level);
    state.log_known = true;
    const bool usable = state.sum.rest.hi >= (level == kFull ? 0x1p-900 : 0x1p-700);
    if (usable) {
      state.log = log1p(state.sum.rest, state.log_usable);
      state.log_error = state.log.hi * (level == kPair   ? 0x1p-68
                                        : level == kWide ? 0x1p-79
                                                         : 0x1p-92);
    } else if (level == kFull) {
      state.log_usable = true;
      state.log_error = 0x1p-899;  // 0 < ln S < rest
      tiny_ = true;
      tiny_rest_ = tiny_rest(x_, max_);
    }
    return state;
  }

  /// g = exp(−d)/S within 2^-68, 2^-79 or 2^-96 relatively (Theorem 5).
  bool round_softmax(const SumState& state, int bits, double entry, T& y) const {
    if (state.sum.all_equal &&
        std::has_single_bit(state.sum.largest)) {  // the one exact case: 2^-k
      y = round_to_format<T>(1 / static_cast<double>(state.sum.largest));
      return true;
    }
    return round_quotient(state, Int128{1} << (120 - bits), entry, y);
  }
  /// The same from direct_; what Theorem 5 adds is below 2^-20 u. Cases with an exact result are
  /// left to `sum_dd`.
  bool round_direct(double entry, T& y) {
    if (!direct_.known) direct_.total = shifted_total(direct_total_, max_);
    direct_.known = true;
    return round_quotient(direct_, floor_to_units((direct_error_ + 0x1p-20) * 0x1p67, 0) + 1, entry,
                          y);
  }
  /// For an error in units 2^-119 of the leading power of g.
  bool round_quotient(const SumState& state, Int128 error, double entry, T& y) const {
    const ScaledDoubleDouble e = exp_negative(gap(max_, entry));
    const DoubleDouble g = divide(e.value, state.total);
    const int unit = std::ilogb(g.hi) - 119;
    const Int128 m = floor_to_units(g.hi, unit) + floor_to_units(g.lo, unit);
    return round_enclosed(m - error, m + 2 + error, unit + e.exponent, y);
  }

  /// Whether the error of ln S is below the 120 bits at hand: with max − x_j and ln S both below
  /// 2^-900 it need not be.
  static bool comparable(const SumState& state, int unit) {
    return std::ilogb(state.log_error) < unit + 119;
  }

  /// ln S, its lower and upper end in the units asked for. Domain: ln S < 2^(126 + unit).
  static void log_units(const SumState& state, int unit, Int128& low, Int128& high) {
    const Int128 m = floor_to_units(state.log.hi, unit) + floor_to_units(state.log.lo, unit);
    const Int128 e = floor_to_units(state.log_error, unit) + 1;
    low = m - e > 0 ? m - e : 0;
    high = m + 2 + e;
  }

  /// +-ln S where S - 1 < 2^-900: ln S = rest (1 - theta rest), so rest within 2^-900 relatively,
  /// and rest within 2^-97 plus the far entries, 2^-1019 units each: together 2^-92 and those.
  bool round_tiny(bool negative, T& y) const {
    const double value = tiny_rest_.value.hi;
    const int unit = value == 0 ? kTinyScale : std::ilogb(value) - 119;
    const Int128 m = floor_to_units(value, unit) + floor_to_units(tiny_rest_.value.lo, unit);
    const double far = static_cast<double>(tiny_rest_.far) * 0x1p-1019;
    if (far != 0 && std::ilogb(far) > unit + 119) return false;
    const Int128 error =
        (value == 0 ? Int128{0} : Int128{1} << (120 - 92)) + floor_to_units(far, unit) + 1;
    const Int128 low = m - error > 0 ? m - error : 0;
    const Int128 high = m + 2 + error;
    return negative ? round_enclosed(-high, -low, unit + kTinyScale, y)
                    : round_enclosed(low, high, unit + kTinyScale, y);
  }

  bool round_log_softmax(const SumState& state, double entry, T& y) const {
    const DoubleDouble d = gap(max_, entry);
    if (!state.log_usable || !(d.hi < 0x1p1000)) return false;
    if (tiny_ && d.hi == 0) return round_tiny(true, y);
    const int unit = std::ilogb(d.hi > state.log.hi ? d.hi : state.log.hi) - 119;
    if (!comparable(state, unit)) return false;
    Int128 low = 0;
    Int128 high = 0;
    log_units(state, unit, low, high);
    // d is exact; where its tail lies below the unit, its floor is low by less than one unit.
    const Int128 m = floor_to_units(d.hi, unit) + floor_to_units(d.lo, unit);
    return round_enclosed(-(m + 1 + high), -(m + low), unit, y);
  }

  bool round_logsumexp(const SumState& state, T& y) const {
    if (!state.log_usable) return false;
    if (tiny_ && max_ == 0) return round_tiny(false, y);
    const double size = std::fabs(max_);
    const int unit = std::ilogb(size > state.log.hi ? size : state.log.hi) - 119;
    if (!comparable(state, unit)) return false;
    Int128 low = 0;
    Int128 high = 0;
    log_units(state, unit, low, high);
    const Int128 m = floor_to_units(max_, unit);
    return round_enclosed(m + low, m + 1 + high, unit, y);
  }

  Row<const T> x_;
  double max_;
  SumState states_[3];
  FixedSums fixed_;
  double entry_ = 0;
  T result_{};
  SumState direct_;  ///< its total
  DoubleDouble direct_total_;
  double direct_error_ = 0;  ///< 0 where it is not told
  bool remembered_ = false;
  bool tiny_ = false;
  TinyRest tiny_rest_;
};

}  // namespace softmax::detail
