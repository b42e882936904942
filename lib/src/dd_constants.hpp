// Printed by proof/constants.sollya; the proof tests compare the two. Do not edit.
#pragma once

#include "double_double.hpp"

// clang-format off
namespace softmax::detail {

// ln(2)/32 = kStep1 + kStep2 + kStep3 up to 2^-130; the first two have 37 bits at most, so that
// their products with an integer below 2^16 are exact.
inline constexpr double kStep1 = 0x1.62e42fefap-6 ;
inline constexpr double kStep2 = 0x1.cf79abc9ep-45 ;
inline constexpr double kStep3 = 0x1.d9cc01f97b57ap-84 ;
inline constexpr double kInverseStep = 0x1.71547652b82fep5 ;

// 2^(-i/32), i = 0 ... 31.
inline constexpr DoubleDouble kExp2Table[32] = {
    { 0x1p0 , 0 },
    { 0x1.f50765b6e454p-1 , 0x1.9d3e12dd8a18bp-55 },
    { 0x1.ea4afa2a490dap-1 , -0x1.e9c23179c2893p-55 },
    { 0x1.dfc97337b9b5fp-1 , -0x1.1a5cd4f184b5cp-55 },
    { 0x1.d5818dcfba487p-1 , 0x1.2ed02d75b3707p-56 },
    { 0x1.cb720dcef9069p-1 , 0x1.503cbd1e949dbp-57 },
    { 0x1.c199bdd85529cp-1 , 0x1.11065895048ddp-56 },
    { 0x1.b7f76f2fb5e47p-1 , -0x1.5584f7e54ac3bp-57 },
    { 0x1.ae89f995ad3adp-1 , 0x1.7a1cd345dcc81p-55 },
    { 0x1.a5503b23e255dp-1 , -0x1.d2f6edb8d41e1p-55 },
    { 0x1.9c49182a3f09p-1 , 0x1.c7c46b071f2bep-57 },
    { 0x1.93737b0cdc5e5p-1 , -0x1.75fc781b57ebcp-58 },
    { 0x1.8ace5422aa0dbp-1 , 0x1.6e9f156864b27p-55 },
    { 0x1.82589994cce13p-1 , -0x1.d4c1dd41532d8p-55 },
    { 0x1.7a11473eb0187p-1 , -0x1.41577ee04992fp-56 },
    { 0x1.71f75e8ec5f74p-1 , -0x1.16e4786887a99p-56 },
    { 0x1.6a09e667f3bcdp-1 , -0x1.bdd3413b26456p-55 },
    { 0x1.6247eb03a5585p-1 , -0x1.383c17e40b497p-55 },
    { 0x1.5ab07dd485429p-1 , 0x1.6324c054647adp-55 },
    { 0x1.5342b569d4f82p-1 , -0x1.07abe1db13cadp-56 },
    { 0x1.4bfdad5362a27p-1 , 0x1.d4397afec42e2p-57 },
    { 0x1.44e086061892dp-1 , 0x1.89b7a04ef80dp-60 },
    { 0x1.3dea64c123422p-1 , 0x1.ada0911f09ebcp-56 },
    { 0x1.371a7373aa9cbp-1 , -0x1.63aeabf42eae2p-55 },
    { 0x1.306fe0a31b715p-1 , 0x1.6f46ad23182e4p-56 },
    { 0x1.29e9df51fdee1p-1 , 0x1.612e8afad1255p-56 },
    { 0x1.2387a6e756238p-1 , 0x1.9b07eb6c70573p-55 },
    { 0x1.1d4873168b9aap-1 , 0x1.e016e00a2643cp-55 },
    { 0x1.172b83c7d517bp-1 , -0x1.19041b9d78a76p-56 },
    { 0x1.11301d0125b51p-1 , -0x1.6c51039449b3ap-55 },
    { 0x1.0b5586cf9890fp-1 , 0x1.8a62e4adc610bp-55 },
    { 0x1.059b0d3158574p-1 , 0x1.d73e2a475b465p-56 },
};

// 1/k!, k = 0 ... 6, then the plain doubles k = 7 ... 12.
inline constexpr DoubleDouble kInverseFactorial[7] = {
    { 0x1p0 , 0 },
    { 0x1p0 , 0 },
    { 0x1p-1 , 0 },
    { 0x1.5555555555555p-3 , 0x1.5555555555555p-57 },
    { 0x1.5555555555555p-5 , 0x1.5555555555555p-59 },
    { 0x1.1111111111111p-7 , 0x1.1111111111111p-63 },
    { 0x1.6c16c16c16c17p-10 , -0x1.f49f49f49f49fp-65 },
};
inline constexpr double kInverseFactorialTail[6] = {
     0x1.a01a01a01a01ap-13 ,
     0x1.a01a01a01a01ap-16 ,
     0x1.71de3a556c734p-19 ,
     0x1.27e4fb7789f5cp-22 ,
     0x1.ae64567f544e4p-26 ,
     0x1.1eed8eff8d898p-29 ,
};

// 1/(2k + 1), k = 0 ... 9: the series of atanh.
inline constexpr DoubleDouble kAtanh[10] = {
    { 0x1p0 , 0 },
    { 0x1.5555555555555p-2 , 0x1.5555555555555p-56 },
    { 0x1.999999999999ap-3 , -0x1.999999999999ap-57 },
    { 0x1.2492492492492p-3 , 0x1.2492492492492p-57 },
    { 0x1.c71c71c71c71cp-4 , 0x1.c71c71c71c71cp-58 },
    { 0x1.745d1745d1746p-4 , -0x1.745d1745d1746p-59 },
    { 0x1.3b13b13b13b14p-4 , -0x1.3b13b13b13b14p-58 },
    { 0x1.1111111111111p-4 , 0x1.1111111111111p-60 },
    { 0x1.e1e1e1e1e1e1ep-5 , 0x1.e1e1e1e1e1e1ep-61 },
    { 0x1.af286bca1af28p-5 , 0x1.af286bca1af28p-59 },
};

}  // namespace softmax::detail
// clang-format on
