// The three functions in MPFR arithmetic, for the tests of lib alone: written from the definitions,
// sharing nothing with lib/src, and enclosed so that each verdict on a rounding is certain.
#pragma once

#include <bit>
#include <boost/multiprecision/mpfr.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <vector>

#include "softmax/formats.hpp"

namespace softmax::test {

namespace mp = boost::multiprecision;
// 1300 digits hold max − x exactly (2098 bits) and leave 2200 bits below results near 1.
using Wide = mp::number<mp::mpfr_float_backend<1300>, mp::et_off>;
using Real = mp::number<mp::mpfr_float_backend<120>, mp::et_off>;  // about 2^-398 a step

/// Value and bit pattern of a format, by the definition of IEEE 754 interchange formats.
template <class T>
struct Layout;
template <>
struct Layout<double> {
  using Bits = std::uint64_t;
  static constexpr int kFraction = 52, kExponent = 11;
};
template <>
struct Layout<float> {
  using Bits = std::uint32_t;
  static constexpr int kFraction = 23, kExponent = 8;
};
template <>
struct Layout<float16> {
  using Bits = std::uint16_t;
  static constexpr int kFraction = 10, kExponent = 5;
};
template <>
struct Layout<bfloat16> {
  using Bits = std::uint16_t;
  static constexpr int kFraction = 7, kExponent = 8;
};

template <class T>
typename Layout<T>::Bits bits_of(T value) {
  return std::bit_cast<typename Layout<T>::Bits>(value);
}
template <class T>
T value_of(std::uint64_t bits) {
  return std::bit_cast<T>(static_cast<typename Layout<T>::Bits>(bits));
}

template <class T>
double as_double(T value) {
  using L = Layout<T>;
  const std::uint64_t bits = bits_of(value);
  const std::uint64_t fraction = bits & ((1ULL << L::kFraction) - 1);
  const auto exponent = static_cast<int>((bits >> L::kFraction) & ((1U << L::kExponent) - 1));
  const int top = (1 << L::kExponent) - 1;
  const bool negative = ((bits >> (L::kFraction + L::kExponent)) & 1) != 0;
  double magnitude = 0;
  if (exponent == top) {
    magnitude = fraction != 0 ? std::numeric_limits<double>::quiet_NaN()
                              : std::numeric_limits<double>::infinity();
  } else {
    const std::uint64_t significand = exponent != 0 ? fraction | (1ULL << L::kFraction) : fraction;
    magnitude = std::ldexp(static_cast<double>(significand),
                           (exponent != 0 ? exponent : 1) - top / 2 - L::kFraction);
  }
  return negative ? -magnitude : magnitude;
}

/// Is y the value of T nearest to every number in [low, high] (ties to even)? Throws where the
/// enclosure is too wide to tell. The midpoints beside y decide it; all are exact in Real.
template <class T, class R>
bool is_nearest(T y, const R& low, const R& high) {
  using L = Layout<T>;
  constexpr std::uint64_t kSign = 1ULL << (L::kFraction + L::kExponent);
  const std::uint64_t kInf = ((1ULL << L::kExponent) - 1) << L::kFraction;
  const std::uint64_t bits = bits_of(y);
  const std::uint64_t magnitude = bits & ~kSign;
  if (magnitude > kInf) return false;  // NaN
  const bool negative = (bits & kSign) != 0;
  const R lo = negative ? R(-high) : low;
  const R hi = negative ? R(-low) : high;
  if (hi < 0) return false;
  const auto exact = [&](std::uint64_t m) {
    // One past the largest finite value counts as 2^(emax + 1), as in IEEE 754 rounding.
    if (m == kInf) return R(2 * R(as_double(value_of<T>(kInf - (1ULL << L::kFraction)))));
    return R(as_double(value_of<T>(m)));
  };
  const bool even = (magnitude & 1) == 0;
  if (magnitude != 0) {
    const R below = (exact(magnitude - 1) + exact(magnitude)) / 2;
    const bool inside = lo > below || (even && lo == below);
    if (!inside && !(hi < below)) throw std::runtime_error("enclosure too wide to judge");
    if (!inside) return false;
  } else if (lo < 0 && hi > 0) {
    throw std::runtime_error("enclosure too wide to judge the sign");
  }
  if (magnitude == kInf) return true;
  const R above = (exact(magnitude) + exact(magnitude + 1)) / 2;
  const bool inside = hi < above || (even && hi == above);
  if (!inside && !(lo > above)) throw std::runtime_error("enclosure too wide to judge");
  return inside;
}

/// S, ln S and the largest entry of a row of finite values and −inf.
template <class R>
struct Exact {
  R max;
  R rest = 0;  // S − 1
  R log_sum;
  std::size_t finite = 0;
  bool one_value = true;  // every finite entry is equal
  // Every operation of MPFR is correctly rounded: 2^-digits2 each, doubled with room for n terms.
  R relative;

  template <class T>
  explicit Exact(std::span<const T> x) {
    double largest = -std::numeric_limits<double>::infinity();
    for (const T& entry : x) largest = std::fmax(largest, as_double(entry));
    max = R(largest);
    bool skipped = false;
    for (const T& entry : x) {
      const double value = as_double(entry);
      if (std::isinf(value)) continue;
      ++finite;
      if (value != largest) one_value = false;
      if (value == largest && !skipped)
        skipped = true;
      else
        rest += exp(R(value) - max);  // R holds the difference to 2^-digits2 relatively
    }
    log_sum = log1p(rest);
    // The gap is below 2^11 wherever its term counts, so its rounding is 2^11 eps in exp.
    relative = R(64 + static_cast<double>(x.size()) + 4096) *
               ldexp(R(1), -static_cast<int>(std::numeric_limits<R>::digits) + 1);
  }

  template <class T>
  bool softmax_is(double entry, T y) const {
    if (std::isinf(entry)) return bits_of(y) == 0;
    if (one_value) {
      const R g = 1 / R(1 + rest);
      if ((finite & (finite - 1)) == 0) return is_nearest(y, g, g);  // exact
      return is_nearest(y, R(g * (1 - relative)), R(g * (1 + relative)));
    }
    const R g = exp(R(entry) - max) / (1 + rest);
    return is_nearest(y, R(g * (1 - relative)), R(g * (1 + relative)));
  }
  template <class T>
  bool log_softmax_is(double entry, T y) const {
    const R gap = max - R(entry);
    if constexpr (std::numeric_limits<R>::digits > 4300) {
      // gap is exact here (2098 bits). Where ln S is too small to move it, the exact value lies
      // between −gap and −gap(1 + 2^-4100), and no midpoint but −gap itself is that near.
      if (log_sum < ldexp(gap, -4200)) {
        const R beside = -gap * (1 + ldexp(R(1), -4100));
        return is_nearest(y, beside, beside);
      }
    }
    const R value = -gap - log_sum;
    return is_nearest(y, R(value * (1 + relative)), R(value * (1 - relative)));
  }
  template <class T>
  bool logsumexp_is(T y) const {
    const R value = max + log_sum;
    const R error = (abs(max) + log_sum) * relative;
    return is_nearest(y, R(value - error), R(value + error));
  }
};

}  // namespace softmax::test
