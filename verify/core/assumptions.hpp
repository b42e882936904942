// What the suite takes for granted of the compiler and the machine, and why.
#pragma once

#include <bit>
#include <cfloat>
#include <limits>

// Error bounds count roundings; fast-math removes, adds and reorders them.
#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__ != 0)
#error "softmax-verify must be compiled without -ffast-math and -ffinite-math-only"
#endif

namespace softmax::verify {

// float and double are binary32 and binary64: unit roundoffs and exponent ranges depend on it.
static_assert(std::numeric_limits<double>::is_iec559 && DBL_MANT_DIG == 53);
static_assert(std::numeric_limits<float>::is_iec559 && FLT_MANT_DIG == 24);
static_assert(FLT_RADIX == 2);
// No excess precision: an expression is rounded where it stands.
static_assert(FLT_EVAL_METHOD == 0);
// Elements are stored and sent as little-endian bytes (.npy '<', memcpy in format.cpp).
static_assert(std::endian::native == std::endian::little);
// Contraction is switched off by -ffp-contract=off on the softmax_flags target; no macro tells.

}  // namespace softmax::verify
