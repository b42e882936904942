// binary16 and bfloat16 as bit patterns, and the honest row in them: f32 inside, one rounding.
#pragma once

#include <string.h>

#include "support/rows.hpp"

namespace faults {

/// 2^k, k from -1022 to 1023.
inline double power_of_2(int k) {
  const uint64_t pattern = static_cast<uint64_t>(k + 1023) << 52;
  double value;
  memcpy(&value, &pattern, sizeof value);
  return value;
}

/// A 16-bit format with `kBits` significand bits (the hidden one counted) and `kMinExponent`, the
/// exponent of its least normal number. load is exact; store rounds to nearest, ties to even.
template <int kBits, int kMinExponent>
struct Sixteen {
  static constexpr int kFraction = kBits - 1;
  static constexpr int kExponentMask = (1 << (15 - kFraction)) - 1;
  static constexpr uint16_t kInfinity = static_cast<uint16_t>(kExponentMask << kFraction);

  static float load(uint16_t bits) {
    const int exponent = (bits >> kFraction) & kExponentMask;
    const int fraction = bits & ((1 << kFraction) - 1);
    double v;
    if (exponent == kExponentMask)
      v = fraction != 0 ? static_cast<double>(NAN) : static_cast<double>(INFINITY);
    else if (exponent == 0)
      v = fraction * power_of_2(kMinExponent - kFraction);
    else
      v = (fraction + (1 << kFraction)) * power_of_2(exponent - 1 + kMinExponent - kFraction);
    return static_cast<float>((bits & 0x8000) != 0 ? -v : v);
  }

  /// v is at most 2^1023 in magnitude, so that each step below is exact but rint.
  static uint16_t store(double v) {
    const unsigned sign = signbit(v) ? 0x8000u : 0u;
    if (isnan(v)) return static_cast<uint16_t>(sign | kInfinity | (1u << (kFraction - 1)));
    const double a = fabs(v);
    if (isinf(a)) return static_cast<uint16_t>(sign | kInfinity);
    if (a < power_of_2(kMinExponent - kFraction - 2)) return static_cast<uint16_t>(sign);
    uint64_t pattern = 0;
    memcpy(&pattern, &a, sizeof a);
    const int e = static_cast<int>(pattern >> 52) - 1023;  // 2^e <= a < 2^(e + 1)
    const int quantum = (e < kMinExponent ? kMinExponent : e) - kFraction;
    const double units = a * power_of_2(-quantum) + 0x1p52;  // rounds once, to an integer
    const unsigned q = static_cast<unsigned>(units - 0x1p52);
    // q carries the hidden bit; adding it to the exponent field carries into the next binade too.
    const unsigned bits =
        q + (static_cast<unsigned>(quantum + kFraction - kMinExponent) << kFraction);
    return static_cast<uint16_t>(sign | (bits > kInfinity ? kInfinity : bits));
  }
};

using F16 = Sixteen<11, -14>;
using Bf16 = Sixteen<8, -126>;

template <class H>
float max_of_bits(const uint16_t* x, size_t n) {
  float m = -INFINITY;
  for (size_t j = 0; j < n; ++j) {
    const float v = H::load(x[j]);
    if (v > m || isnan(v)) m = v;
  }
  return m;
}

/// Softmax with shift m. exp in f32 (relative error below 2^-23), difference and quotient with a
/// relative error of at most 2^-24·d and 2^-53, sum in f64: 0.51 ULP of H holds with room to spare,
/// since a result that is not below half the least subnormal has d ≤ 97 + ln n.
template <class H, class E = Exp>
void softmax_bits_from(const uint16_t* x, uint16_t* y, size_t n, float m, E e = {}) {
  double s = 0;
  for (size_t j = 0; j < n; ++j) s += static_cast<double>(e(H::load(x[j]) - m));
  for (size_t j = 0; j < n; ++j) y[j] = H::store(static_cast<double>(e(H::load(x[j]) - m)) / s);
}

template <class H>
void softmax_bits_row(const uint16_t* x, uint16_t* y, size_t n) {
  softmax_bits_from<H>(x, y, n, max_of_bits<H>(x, n));
}

}  // namespace faults
