// Printed by proof/exp_sixteenth.sollya; the proof tests compare the two. Do not edit.
#pragma once

// clang-format off
namespace softmax::detail {

// 2^(f/16) = 1 + c[0] f + c[1] f^2 + ... + c[5] f^6 for |f| <= 0.5001; the supremum of the
// relative error is certified to be below 2^-56.9.
inline constexpr double kSixteenthPolynomial[6] = {
     0x1.62e42fefa39fdp-5 ,
     0x1.ebfbdff82c553p-11 ,
     0x1.c6b08d6e8ca5cp-17 ,
     0x1.3b2ab6fe2cb62p-23 ,
     0x1.5d89bd7cedccdp-30 ,
     0x1.430814dfa86d3p-37 ,
};

// The same up to f^5, certified to be below 2^-47.3.
inline constexpr double kSixteenthShort[5] = {
     0x1.62e42fefa3981p-5 ,
     0x1.ebfbdff5ff4dcp-11 ,
     0x1.c6b08d771d712p-17 ,
     0x1.3b2c78eb56233p-23 ,
     0x1.5d862c7069616p-30 ,
};

// The same up to f^4, certified to be below 2^-38.5.
inline constexpr double kSixteenthNarrow[4] = {
     0x1.62e42fec3e7fap-5 ,
     0x1.ebfbdfff449p-11 ,
     0x1.c6b3f60526552p-17 ,
     0x1.3b29ba688470fp-23 ,
};

// h, the double nearest to 2^(i/16), i = 0 ... 15, within 0.8 u relatively; the bit pattern of
// the number g here is that of h less i 2^48, so that g = (1 + h - i/16)/2.
inline constexpr double kSixteenthTable[16] = {
     0x1p0 ,
     0x1.fb5586cf9890fp-1 ,
     0x1.f72b83c7d517bp-1 ,
     0x1.f387a6e756238p-1 ,
     0x1.f06fe0a31b715p-1 ,
     0x1.edea64c123422p-1 ,
     0x1.ebfdad5362a27p-1 ,
     0x1.eab07dd485429p-1 ,
     0x1.ea09e667f3bcdp-1 ,
     0x1.ea11473eb0187p-1 ,
     0x1.eace5422aa0dbp-1 ,
     0x1.ec49182a3f09p-1 ,
     0x1.ee89f995ad3adp-1 ,
     0x1.f199bdd85529cp-1 ,
     0x1.f5818dcfba487p-1 ,
     0x1.fa4afa2a490dap-1 ,
};

}  // namespace softmax::detail
// clang-format on
