// The four formats of the library: double, float, IEEE binary16 and bfloat16.
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>

namespace softmax {

/// IEEE 754 binary16, carried as its bit pattern (C++20 has no such type).
struct float16 {
  std::uint16_t bits = 0;
  friend constexpr bool operator==(float16, float16) = default;  // bit patterns, not values
};

/// bfloat16 (the upper half of a binary32), carried as its bit pattern.
struct bfloat16 {
  std::uint16_t bits = 0;
  friend constexpr bool operator==(bfloat16, bfloat16) = default;  // bit patterns, not values
};

template <class T>
concept Format = std::same_as<T, double> || std::same_as<T, float> || std::same_as<T, float16> ||
    std::same_as<T, bfloat16>;

static_assert(std::numeric_limits<double>::is_iec559 && std::numeric_limits<double>::digits == 53,
              "the proofs of this library are for IEEE 754 binary64");
static_assert(std::numeric_limits<float>::is_iec559 && std::numeric_limits<float>::digits == 24,
              "the proofs of this library are for IEEE 754 binary32");
static_assert(sizeof(float16) == 2 && sizeof(bfloat16) == 2, "rows of bit patterns are exchanged");

}  // namespace softmax
