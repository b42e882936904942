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

// The same up to f^11, certified to be below 2^-57.
inline constexpr double kExp2Closer[11] = {
     0x1.62e42fefa39efp-1 ,
     0x1.ebfbdff82c5a6p-3 ,
     0x1.c6b08d704a12cp-5 ,
     0x1.3b2ab6fb9fd9dp-7 ,
     0x1.5d87fe789e99p-10 ,
     0x1.4309130f6fc36p-13 ,
     0x1.ffcbfc667752fp-17 ,
     0x1.62bfc64f78edcp-20 ,
     0x1.b52522db2536dp-24 ,
     0x1.e61d57b36be8ap-28 ,
     0x1.e972f12c4fed4p-32 ,
};

// The same up to f^9, certified to be below 2^-45.9.
inline constexpr double kExp2Short[9] = {
     0x1.62e42fefa37dp-1 ,
     0x1.ebfbdff81bd9cp-3 ,
     0x1.c6b08d70c8c3dp-5 ,
     0x1.3b2ab7241e588p-7 ,
     0x1.5d87fd932b067p-10 ,
     0x1.430897da58c4cp-13 ,
     0x1.ffce306bdc134p-17 ,
     0x1.63e6b4345ee8dp-20 ,
     0x1.b3dde1916d6b4p-24 ,
};

// 1/ln 2, within 2^-55.8 relatively.
inline constexpr double kInverseLn2 = 0x1.71547652b82fep0 ;
// With it, within 2^-108.
inline constexpr double kInverseLn2Low = 0x1.777d0ffda0d24p-56 ;

}  // namespace softmax::detail
// clang-format on
