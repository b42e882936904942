// Printed by proof/exp_sixteenth.sollya; the proof tests compare the two. Do not edit.
#pragma once

// clang-format off
namespace softmax::detail {

// 2^f = 1 + c[0] f + c[1] f^2 + ... + c[5] f^6 for |f| <= 0.5001/16; the supremum of the
// relative error is certified to be below 2^-56.9.
inline constexpr double kSixteenthPolynomial[6] = {
     0x1.62e42fefa39fdp-1 ,
     0x1.ebfbdff82c553p-3 ,
     0x1.c6b08d6e8ca5cp-5 ,
     0x1.3b2ab6fe2cb62p-7 ,
     0x1.5d89bd7cedccdp-10 ,
     0x1.430814dfa86d3p-13 ,
};

// 2^f = c[0] + c[1] f + ... + c[5] f^5 for 0 <= f <= 1/16, certified to be below 2^-47.6.
inline constexpr double kSixteenthShort[6] = {
     0x1.fffffffffffd8p-1 ,
     0x1.62e42fefaf02ep-1 ,
     0x1.ebfbdfd6c933ep-3 ,
     0x1.c6b0b125f491bp-5 ,
     0x1.3b197b4328edbp-7 ,
     0x1.652d899d03fa3p-10 ,
};

// The same up to f^4, certified to be below 2^-38.54.
inline constexpr double kSixteenthNarrow[5] = {
     0x1.0000000002bb1p0 ,
     0x1.62e42fde76b5p-1 ,
     0x1.ebfc02718666cp-3 ,
     0x1.c69862de1b9ffp-5 ,
     0x1.420fd331d57e4p-7 ,
};

// The doubles nearest to 2^(i/16), i = 0 ... 15, within 0.8 u relatively.
inline constexpr double kSixteenthTable[16] = {
     0x1p0 ,
     0x1.0b5586cf9890fp0 ,
     0x1.172b83c7d517bp0 ,
     0x1.2387a6e756238p0 ,
     0x1.306fe0a31b715p0 ,
     0x1.3dea64c123422p0 ,
     0x1.4bfdad5362a27p0 ,
     0x1.5ab07dd485429p0 ,
     0x1.6a09e667f3bcdp0 ,
     0x1.7a11473eb0187p0 ,
     0x1.8ace5422aa0dbp0 ,
     0x1.9c49182a3f09p0 ,
     0x1.ae89f995ad3adp0 ,
     0x1.c199bdd85529cp0 ,
     0x1.d5818dcfba487p0 ,
     0x1.ea4afa2a490dap0 ,
};

}  // namespace softmax::detail
// clang-format on
