// Printed by proof/exp_polynomial.sollya; the proof tests compare the two. Do not edit.
#pragma once

// clang-format off
namespace softmax::detail {

// exp(r) = 1 + r + r^2 (c[0] + c[1] r + ... + c[9] r^9) for |r| <= 0.3466; the supremum of the
// relative error is certified to be below 2^-56.
inline constexpr double kExpPolynomial[10] = {
     0x1.000000000000ap-1 ,
     0x1.55555555554fep-3 ,
     0x1.55555555506bcp-5 ,
     0x1.1111111126b36p-7 ,
     0x1.6c16c18477082p-10 ,
     0x1.a01a012fee98bp-13 ,
     0x1.a019995efb56cp-16 ,
     0x1.71df18ef7a9d3p-19 ,
     0x1.28adfccab85d4p-22 ,
     0x1.ad92e88f87de4p-26 ,
};

// ln 2 = kLn2High + kLn2Low up to 2^-95; kLn2High is a multiple of 2^-42.
inline constexpr double kLn2High = 0x1.62e42fefa38p-1 ;
inline constexpr double kLn2Low = 0x1.ef35793c7673p-45 ;
inline constexpr double kLog2E = 0x1.71547652b82fep0 ;

}  // namespace softmax::detail
// clang-format on
