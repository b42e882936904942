// Printed by proof/exp_direct.sollya; the proof tests compare the two. Do not edit.
#pragma once

// clang-format off
namespace softmax::detail {

// 2^f = 1 + c[0] f + c[1] f^2 + ... + c[9] f^10 for |f| <= 0.5001; the supremum of the relative
// error is certified to be below 2^-51.5.
inline constexpr double kExp2Polynomial[10] = {
     0x1.62e42fefa3a12p-1 ,
     0x1.ebfbdff82c43p-3 ,
     0x1.c6b08d703e16bp-5 ,
     0x1.3b2ab6fbd6fc4p-7 ,
     0x1.5d87fe9b93c93p-10 ,
     0x1.4309126b90c1ep-13 ,
     0x1.ffcb58b6ca482p-17 ,
     0x1.62c14881970c5p-20 ,
     0x1.b671c96e874e4p-24 ,
     0x1.e3a7e1beadfa9p-28 ,
};

// 1/ln 2, within 2^-55.8 relatively.
inline constexpr double kInverseLn2 = 0x1.71547652b82fep0 ;

}  // namespace softmax::detail
// clang-format on
