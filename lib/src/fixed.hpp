// Multi-limb fixed-point numbers for the last resort: unsigned, one integer limb below the top,
// any number of fraction limbs. Truncating operations; the callers carry the errors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace softmax::detail {

/// Limbs from the least significant up; what a unit is worth is known to the owner.
using Limbs = std::vector<std::uint64_t>;

/// a += b · 2^(64 shift); the carry out of the top is lost (the owners leave room).
void add_to(Limbs& a, const Limbs& b, std::size_t shift = 0);
/// a −= b. Domain: a ≥ b.
void subtract_from(Limbs& a, const Limbs& b);
/// a += units, a −= units (to 0 where units > a).
void add_units(Limbs& a, std::uint64_t units);
void subtract_units(Limbs& a, std::uint64_t units);
int compare(const Limbs& a, const Limbs& b);
bool is_zero(const Limbs& a);
/// a / 2^bits and a / divisor, rounded down.
void shift_right(Limbs& a, unsigned bits);
void divide_small(Limbs& a, std::uint64_t divisor);
/// floor(a b / 2^(64 fraction)). a and b have the same length, which the result has too.
Limbs multiply(const Limbs& a, const Limbs& b, std::size_t fraction);
/// floor(a 2^(64 fraction) / b), and whether that was exact. Domain: b > 0.
Limbs divide(const Limbs& a, const Limbs& b, std::size_t fraction, bool& exact);
/// floor(v 2^(64 fraction)) in `size` limbs. Domain: 0 ≤ v < 2^(64 (size − fraction)).
Limbs to_limbs(double v, std::size_t fraction, std::size_t size);

}  // namespace softmax::detail
