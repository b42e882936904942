// Rows for the tests of lib: each family is one way in which a row can be hard.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <vector>

#include "exact.hpp"

namespace softmax::test {

inline constexpr int kFamilies = 9;

/// By how much a run multiplies the number of rows: SOFTMAX_TEST_SCALE, or 1.
inline double scale() {
  const char* text = std::getenv("SOFTMAX_TEST_SCALE");
  return text != nullptr ? std::atof(text) : 1.0;
}

template <class T>
T minus_infinity() {
  using L = Layout<T>;
  return value_of<T>((2ULL * (1ULL << L::kExponent) - 1) << L::kFraction);
}

/// The format's value next to v (towards zero), by its bits; infinities become the largest value.
template <class T>
T near_value(double v) {
  using L = Layout<T>;
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(v);
  const int exponent =
      static_cast<int>((bits >> 52) & 0x7FF) - 1023 + (1 << (L::kExponent - 1)) - 1;
  const std::uint64_t sign = (bits >> 63) << (L::kFraction + L::kExponent);
  const std::uint64_t fraction = (bits & ((1ULL << 52) - 1)) >> (52 - L::kFraction);
  if (exponent <= 0) return value_of<T>(sign | (fraction >> 1));  // some subnormal
  if (exponent >= (1 << L::kExponent) - 1)
    return value_of<T>(sign | ((((1ULL << L::kExponent) - 1) << L::kFraction) - 1));
  return value_of<T>(sign | (static_cast<std::uint64_t>(exponent) << L::kFraction) | fraction);
}

template <class T>
std::vector<T> draw_row(int family, std::size_t n, std::mt19937_64& random) {
  using L = Layout<T>;
  std::uniform_real_distribution<double> unit(0, 1);
  const double lowest_log = std::log(2.0) * (1 << (L::kExponent - 1)) * 1.1;
  // One after the other: compilers evaluate arguments in different orders.
  const int exponent = static_cast<int>(random() % 12);
  const double base = std::ldexp(unit(random) - 0.5, exponent);
  // A multiple of 2^-40, so that a last bit of libm's does not change the row.
  const double near_log = std::nearbyint(std::log(static_cast<double>(n)) * 0x1p40) * 0x1p-40;
  std::vector<T> x(n);
  for (T& entry : x) {
    const double v = 2 * unit(random) - 1;
    switch (family) {
      case 0:
        entry = near_value<T>(4 * v);
        break;  // everyday
      case 1:
        entry = near_value<T>(40 * v);
        break;  // wide
      case 2:
        entry = near_value<T>(lowest_log * v / 2);
        break;  // down to the underflow of y
      case 3:
        entry = near_value<T>(base + base * v * 1e-3);
        break;  // crowded
      case 4:   // any finite bits
        do entry = value_of<T>(random());
        while (!std::isfinite(as_double(entry)));
        break;
      case 5:
        entry = near_value<T>(std::ldexp(v, -static_cast<int>(random() % 60)));
        break;
      case 6:  // integers: gaps that repeat
        entry = near_value<T>(std::floor(10 * v));
        break;
      case 7:  // logsumexp near 0: n entries near −ln n
        entry = near_value<T>(-near_log * (1 + v * 1e-6));
        break;
      default:  // one entry far above the rest, and masks
        entry = near_value<T>(v - lowest_log * unit(random));
        if (random() % 4 == 0) entry = near_value<T>(v);
        if (random() % 8 == 0) entry = minus_infinity<T>();
        break;
    }
  }
  if (n > 0) x[random() % n] = near_value<T>(2 * unit(random) - 1);  // one finite entry at least
  return x;
}

}  // namespace softmax::test
