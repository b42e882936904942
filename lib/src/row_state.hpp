// One row on its way: the double-double phase, and the last resort behind it.
#pragma once

#include "last_resort.hpp"
#include "log1p_dd.hpp"
#include "sum_dd.hpp"

namespace softmax::detail {

/// Sums are computed when first asked for; the row must stay unchanged until all were.
template <Format T>
class RowState {
 public:
  RowState(Row<const T> x, double max) : x_(x), max_(max) {}

  T softmax(double entry) {
    T y{};
    if (!(max_ - entry <= kFarGap)) return y;  // below exp(−746) < 2^-1076: rounds to +0
    if (remembered_ && entry == entry_) return result_;
    prepare();
    return remember(entry,
                    round_softmax(entry, y) ? y : last_resort_softmax(x_, max_, entry, fixed_));
  }

  T log_softmax(double entry) {
    T y{};
    if (entry == -std::numeric_limits<double>::infinity()) return infinity<T>(true);
    if (remembered_ && entry == entry_) return result_;
    prepare();
    prepare_log();
    return remember(
        entry, round_log_softmax(entry, y) ? y : last_resort_log_softmax(x_, max_, entry, fixed_));
  }

  T logsumexp() {
    T y{};
    prepare();
    prepare_log();
    return round_logsumexp(y) ? y : last_resort_logsumexp(x_, max_, fixed_);
  }

 private:
  /// Rows often repeat an entry; one state serves one function.
  T remember(double entry, T result) {
    remembered_ = true;
    entry_ = entry;
    result_ = result;
    return result;
  }

  void prepare() {
    if (prepared_) return;
    prepared_ = true;
    sum_ = sum_dd(x_, max_);
    total_ = add({1, 0}, sum_.rest);
  }

  void prepare_log() {
    if (log_prepared_) return;
    log_prepared_ = true;
    if (sum_.rest.hi < 0x1p-900) {
      log_error_ = 0x1p-899;  // 0 < ln S < rest
      tiny_ = true;
      tiny_rest_ = tiny_rest(x_, max_);
      return;
    }
    log_ = log1p(sum_.rest, log_known_);
    log_error_ = log_.hi * 0x1p-92;
  }

  /// g = exp(−d)/S within 2^-96 relatively (Theorem 5), in units 2^-119 of its leading power.
  bool round_softmax(double entry, T& y) const {
    if (sum_.all_equal && std::has_single_bit(sum_.largest)) {  // the one exact case: 2^-k
      y = round_to_format<T>(1 / static_cast<double>(sum_.largest));
      return true;
    }
    const ScaledDoubleDouble e = exp_negative(gap(max_, entry));
    const DoubleDouble g = divide(e.value, total_);
    const int unit = std::ilogb(g.hi) - 119;
    const Int128 m = floor_to_units(g.hi, unit) + floor_to_units(g.lo, unit);
    constexpr Int128 kError = Int128{1} << (120 - 96);
    return round_enclosed(m - kError, m + 2 + kError, unit + e.exponent, y);
  }

  /// Whether the error of ln S is below the 120 bits at hand: with max − x_j and ln S both below
  /// 2^-900 it need not be.
  bool comparable(int unit) const { return std::ilogb(log_error_) < unit + 119; }

  /// ln S, its lower and upper end in the units asked for. Domain: ln S < 2^(126 + unit).
  void log_units(int unit, Int128& low, Int128& high) const {
    const Int128 m = floor_to_units(log_.hi, unit) + floor_to_units(log_.lo, unit);
    const Int128 e = floor_to_units(log_error_, unit) + 1;
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

  bool round_log_softmax(double entry, T& y) const {
    const DoubleDouble d = gap(max_, entry);
    if (!log_known_ || !(d.hi < 0x1p1000)) return false;
    if (tiny_ && d.hi == 0) return round_tiny(true, y);
    const int unit = std::ilogb(d.hi > log_.hi ? d.hi : log_.hi) - 119;
    if (!comparable(unit)) return false;
    Int128 low = 0;
    Int128 high = 0;
    log_units(unit, low, high);
    // d is exact; where its tail lies below the unit, its floor is low by less than one unit.
    const Int128 m = floor_to_units(d.hi, unit) + floor_to_units(d.lo, unit);
    return round_enclosed(-(m + 1 + high), -(m + low), unit, y);
  }

  bool round_logsumexp(T& y) const {
    if (tiny_ && max_ == 0) return round_tiny(false, y);
    if (!log_known_) return false;
    const double size = std::fabs(max_);
    const int unit = std::ilogb(size > log_.hi ? size : log_.hi) - 119;
    if (!comparable(unit)) return false;
    Int128 low = 0;
    Int128 high = 0;
    log_units(unit, low, high);
    const Int128 m = floor_to_units(max_, unit);
    return round_enclosed(m + low, m + 1 + high, unit, y);
  }

  Row<const T> x_;
  double max_;
  RowSum sum_;
  DoubleDouble total_;
  DoubleDouble log_;
  double log_error_ = 0;
  FixedSums fixed_;
  double entry_ = 0;
  T result_{};
  bool remembered_ = false;
  bool prepared_ = false;
  bool log_prepared_ = false;
  bool log_known_ = true;
  bool tiny_ = false;
  TinyRest tiny_rest_;
};

}  // namespace softmax::detail
