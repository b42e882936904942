// exp(−d) and ln s in fixed point with certified enclosures (Theorem 6).
#pragma once

#include "fixed.hpp"

namespace softmax::detail {

/// The exact value lies in [low, high].
struct Enclosure {
  Limbs low;
  Limbs high;
};

/// exp(−d) for d within 2 units of the value meant. d has fraction + 1 limbs and is below 2^40.
Enclosure exp_negative(const Limbs& d, std::size_t fraction);

/// ln s for every s in the enclosure, which has fraction + 1 limbs and lies in [1, 2^63);
/// `guess` is any number near ln s: its quality costs time, never truth.
Enclosure log(const Enclosure& s, double guess, std::size_t fraction);

}  // namespace softmax::detail
