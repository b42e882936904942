// Printed by proof/exp_float_pair.sollya; the proof tests compare the two. Do not edit.
#pragma once

// clang-format off
namespace softmax::detail {

// 2^f = 1 + c[0] f + c[1] f^2 + c[2] f^3 for |f| <= 0.5001/32; the supremum of the relative error
// is certified to be below 2^-33.
inline constexpr float kFloatPairPolynomial[3] = {
     0x1.62e43p-1 ,
     0x1.ebfce6p-3 ,
     0x1.c69d2ap-5 ,
};

// 2^(i/32) = h(1 + l), i = 0 ... 31: the nearest floats h, |l| <= 2^-24, l within 2^-48.
inline constexpr float kFloatPairHigh[32] = {
     0x1p0 ,
     0x1.059b0ep0 ,
     0x1.0b5586p0 ,
     0x1.11301ep0 ,
     0x1.172b84p0 ,
     0x1.1d4874p0 ,
     0x1.2387a6p0 ,
     0x1.29e9ep0 ,
     0x1.306fep0 ,
     0x1.371a74p0 ,
     0x1.3dea64p0 ,
     0x1.44e086p0 ,
     0x1.4bfdaep0 ,
     0x1.5342b6p0 ,
     0x1.5ab07ep0 ,
     0x1.6247ecp0 ,
     0x1.6a09e6p0 ,
     0x1.71f75ep0 ,
     0x1.7a1148p0 ,
     0x1.82589ap0 ,
     0x1.8ace54p0 ,
     0x1.93737cp0 ,
     0x1.9c4918p0 ,
     0x1.a5503cp0 ,
     0x1.ae89fap0 ,
     0x1.b7f77p0 ,
     0x1.c199bep0 ,
     0x1.cb720ep0 ,
     0x1.d5818ep0 ,
     0x1.dfc974p0 ,
     0x1.ea4afap0 ,
     0x1.f50766p0 ,
};
inline constexpr float kFloatPairLow[32] = {
     0 ,
     -0x1.947414p-25 ,
     0x1.8d96d4p-25 ,
     -0x1.dda2fcp-25 ,
     -0x1.9c0c22p-27 ,
     -0x1.a2fbb2p-25 ,
     0x1.964904p-25 ,
     -0x1.2b0dbcp-25 ,
     0x1.125002p-25 ,
     -0x1.cde8cep-26 ,
     0x1.370be4p-25 ,
     0x1.336de2p-30 ,
     -0x1.0a355p-25 ,
     -0x1.c541b4p-26 ,
     -0x1.00d8acp-27 ,
     -0x1.6cb284p-25 ,
     0x1.26055cp-26 ,
     0x1.8b2bb8p-26 ,
     -0x1.05cb44p-25 ,
     -0x1.1c2142p-26 ,
     0x1.67a1cap-28 ,
     -0x1.348e56p-25 ,
     0x1.a3b5e4p-28 ,
     -0x1.0b7ec8p-25 ,
     -0x1.f9c304p-27 ,
     -0x1.e4c886p-26 ,
     -0x1.6961b4p-28 ,
     -0x1.b5151ep-28 ,
     -0x1.a5217cp-28 ,
     -0x1.ab7132p-26 ,
     0x1.61428ep-28 ,
     -0x1.2ad5f8p-27 ,
};

// 1/ln 2 within 2^-25 relatively; and as a sum within 2^-38, the first part with 13 bits.
inline constexpr float kFloatInverseLn2 = 0x1.715476p0;
inline constexpr float kFloatInverseLn2High = 0x1.715p0;
inline constexpr float kFloatInverseLn2Low = 0x1.1d94aep-14;

}  // namespace softmax::detail
// clang-format on
