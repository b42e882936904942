#include "fixed.hpp"

#include <bit>
#include <cmath>

#include "round_integer.hpp"

namespace softmax::detail {

void add_to(Limbs& a, const Limbs& b, std::size_t shift) {
  std::uint64_t carry = 0;
  for (std::size_t i = shift; i < a.size(); ++i) {
    const Uint128 sum = Uint128{a[i]} + (i - shift < b.size() ? b[i - shift] : 0) + carry;
    a[i] = static_cast<std::uint64_t>(sum);
    carry = static_cast<std::uint64_t>(sum >> 64);
  }
}

void subtract_from(Limbs& a, const Limbs& b) {
  std::uint64_t borrow = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const Uint128 difference = Uint128{a[i]} - (i < b.size() ? b[i] : 0) - borrow;
    a[i] = static_cast<std::uint64_t>(difference);
    borrow = static_cast<std::uint64_t>(difference >> 64) != 0 ? 1 : 0;
  }
}

void add_units(Limbs& a, std::uint64_t units) { add_to(a, Limbs{units}); }

void subtract_units(Limbs& a, std::uint64_t units) {
  const Limbs small{units};
  if (compare(a, small) < 0)
    a.assign(a.size(), 0);
  else
    subtract_from(a, small);
}

int compare(const Limbs& a, const Limbs& b) {
  for (std::size_t i = a.size() > b.size() ? a.size() : b.size(); i-- > 0;) {
    const std::uint64_t x = i < a.size() ? a[i] : 0;
    const std::uint64_t y = i < b.size() ? b[i] : 0;
    if (x != y) return x < y ? -1 : 1;
  }
  return 0;
}

bool is_zero(const Limbs& a) {
  for (const std::uint64_t limb : a)
    if (limb != 0) return false;
  return true;
}

void shift_right(Limbs& a, unsigned bits) {
  const std::size_t whole = bits / 64;
  const unsigned part = bits % 64;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::uint64_t low = i + whole < a.size() ? a[i + whole] : 0;
    const std::uint64_t high = i + whole + 1 < a.size() ? a[i + whole + 1] : 0;
    a[i] = part == 0 ? low : (low >> part) | (high << (64 - part));
  }
}

void divide_small(Limbs& a, std::uint64_t divisor) {
  Uint128 rest = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    rest = (rest << 64) | a[i];
    a[i] = static_cast<std::uint64_t>(rest / divisor);
    rest %= divisor;
  }
}

Limbs multiply(const Limbs& a, const Limbs& b, std::size_t fraction) {
  Limbs product(a.size() + b.size(), 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::uint64_t carry = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const Uint128 sum = Uint128{a[i]} * b[j] + product[i + j] + carry;
      product[i + j] = static_cast<std::uint64_t>(sum);
      carry = static_cast<std::uint64_t>(sum >> 64);
    }
    product[i + b.size()] = carry;
  }
  const auto first = product.begin() + static_cast<std::ptrdiff_t>(fraction);
  return Limbs(first, first + static_cast<std::ptrdiff_t>(a.size()));
}

Limbs divide(const Limbs& a, const Limbs& b, std::size_t fraction, bool& exact) {
  // Long division, bit by bit: rare enough to stay simple.
  Limbs quotient(a.size() + fraction, 0);
  Limbs rest(b.size() + 1, 0);
  for (std::size_t i = 64 * quotient.size(); i-- > 0;) {
    for (std::size_t k = rest.size(); k-- > 1;) rest[k] = (rest[k] << 1) | (rest[k - 1] >> 63);
    rest[0] <<= 1;
    if (i >= 64 * fraction) rest[0] |= (a[i / 64 - fraction] >> (i % 64)) & 1;
    if (compare(rest, b) >= 0) {
      subtract_from(rest, b);
      quotient[i / 64] |= std::uint64_t{1} << (i % 64);
    }
  }
  exact = is_zero(rest);
  return quotient;
}

Limbs to_limbs(double v, std::size_t fraction, std::size_t size) {
  Limbs limbs(size, 0);
  if (v == 0) return limbs;
  int exponent = 0;
  const double significand = std::frexp(v, &exponent);  // v = integer · 2^(exponent − 53)
  const auto integer = static_cast<std::uint64_t>(std::ldexp(significand, 53));
  const int position = exponent - 53 + 64 * static_cast<int>(fraction);
  if (position < 0) {
    if (position > -64) limbs[0] = integer >> -position;
    return limbs;
  }
  const auto limb = static_cast<std::size_t>(position) / 64;
  const int bit = position % 64;
  limbs[limb] = integer << bit;
  if (bit != 0 && limb + 1 < size) limbs[limb + 1] = integer >> (64 - bit);
  return limbs;
}

}  // namespace softmax::detail
