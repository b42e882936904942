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

  bool round_log_softmax(double entry, T& y) const {
    const DoubleDouble d = gap(max_, entry);
    if (!log_known_ || !(d.hi < 0x1p1000)) return false;
    if (log_.hi == 0 && d.hi == 0) return false;
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
    if (!log_known_ || (max_ == 0 && log_.hi == 0)) return false;
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
};

}  // namespace softmax::detail
