// Whether a result of a 16-bit format is the one nearest to an exact value of which only an
// enclosure in doubles is known: a table of the midpoints, for tests that ask billions of times.
#pragma once

#include "exact.hpp"

namespace softmax::test {

enum class Nearest : std::uint8_t { no, yes, open };

/// Values and midpoints of a format of 16 bits are exact in double.
template <class T>
class Midpoints {
 public:
  Midpoints() : values_(kPatterns), above_(kPatterns / 2) {
    for (std::size_t bits = 0; bits < kPatterns; ++bits)
      values_[bits] = as_double(value_of<T>(bits));
    for (std::size_t m = 0; m < kInfinite; ++m) {
      // One past the largest finite value counts as 2^(emax + 1), as in IEEE 754 rounding.
      const double next =
          m + 1 < kInfinite ? values_[m + 1] : 2 * values_[kInfinite - (kInfinite & -kInfinite)];
      above_[m] = (values_[m] + next) / 2;
    }
  }

  double value(T y) const { return values_[bits_of(y)]; }

  /// Is y nearest to every number in [low, high], ties to even? Open where only to some. The sign
  /// of a zero counts.
  Nearest judge(T y, double low, double high) const {
    const std::size_t magnitude = bits_of(y) & (kPatterns / 2 - 1);
    if (magnitude > kInfinite) return Nearest::no;  // NaN
    const bool negative = bits_of(y) != magnitude;
    const double lo = negative ? -high : low;
    const double hi = negative ? -low : high;
    const bool even = (magnitude & 1) == 0;
    // Numbers below `low_end`, or at it where it goes to the even neighbour, belong elsewhere.
    const double low_end = magnitude == 0 ? 0 : above_[magnitude - 1];
    const double high_end =
        magnitude == kInfinite ? std::numeric_limits<double>::infinity() : above_[magnitude];
    const auto in = [&](double v) {
      return (v > low_end || (v == low_end && (even || magnitude == 0))) &&
             (v < high_end || (v == high_end && (even || magnitude == kInfinite)));
    };
    if (in(lo) && in(hi)) return Nearest::yes;
    return hi < low_end || lo > high_end ? Nearest::no : Nearest::open;
  }

 private:
  static constexpr std::size_t kPatterns = 65536;
  static constexpr std::size_t kInfinite = ((std::size_t{1} << Layout<T>::kExponent) - 1)
                                           << Layout<T>::kFraction;
  std::vector<double> values_;  // by pattern
  std::vector<double> above_;   // by magnitude: the midpoint to the next one
};

}  // namespace softmax::test
