// Which targets of Highway are compiled; included before any header of it.
#pragma once

// SVE's vectors have no size and cannot be members: NEON serves. SOFTMAX_FEW_TARGETS: the baseline,
// AVX2 and AVX-512 stand for all, where a compiler with sanitizers takes minutes for each.
#ifndef HWY_DISABLED_TARGETS
#if defined(__aarch64__)
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128)
#elif defined(SOFTMAX_FEW_TARGETS)
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4 | HWY_AVX3_DL)
#endif
#endif

// A compiler that is told of these vectors has them in its baseline, which Highway else leaves out
// of its targets and stops.
#if defined(__AVX512VBMI2__) && !defined(HWY_WANT_AVX3_DL)
#define HWY_WANT_AVX3_DL
#endif
