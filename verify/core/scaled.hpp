// value * 2^k as std::ldexp gives it, bit for bit, without a call where 2^k is a normal double: the
// product with a power of two rounds at most once, as ldexp does.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace softmax::verify {

inline double scaled(double value, int k) {
  if (k < -1022 || k > 1023) [[unlikely]] {
    return std::ldexp(value, k);
  }
  return value * std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52U);
}

}  // namespace softmax::verify
