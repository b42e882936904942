// Printed by proof/log_polynomial.sollya; the proof tests compare the two. Do not edit.
#pragma once

// clang-format off
namespace softmax::detail {

// 2 atanh z = 2 z + z^3 (c[0] + c[1] z^2 + ... + c[7] z^14) for |z| <= 0.1716; the supremum of
// the error of the polynomial in z^2 is certified to be below 2^-54.
inline constexpr double kLogPolynomial[8] = {
     0x1.5555555555555p-1 ,
     0x1.9999999999d58p-2 ,
     0x1.249249242f0a3p-2 ,
     0x1.c71c725c1a07p-3 ,
     0x1.745cdb9028219p-3 ,
     0x1.3b2153d48de73p-3 ,
     0x1.0f4a9be5a32e4p-3 ,
     0x1.101e903bcb855p-3 ,
};

// The square root of 1/2, rounded: mantissas are brought to [kRootHalf, 2 kRootHalf).
inline constexpr double kRootHalf = 0x1.6a09e667f3bcdp-1 ;

}  // namespace softmax::detail
// clang-format on
