#include "verify/oracle/exp_binary64.hpp"

#include <bit>
#include <cstdint>

// Derivation, u = 2^-53, d = d_hi + d_lo exactly, d_hi <= 600, |d_lo| <= u d_hi.
//  1. k = d_hi log2 e rounded to an integer by adding and subtracting 1.5 2^52 (exact but for that
//     rounding, |k| < 2^10): |d_hi - k ln 2| <= 0.3466 + 2^-40.
//  2. t = d_hi - k kLn2High: kLn2High has 32 fraction bits and k 10, so the product is exact; the
//     difference is exact, as both are multiples of 2^-54 below 2^-1 (k >= 1: ulp(d_hi) >= 2^-54).
//  3. r = t - (k kLn2Low - d_lo): kLn2High + kLn2Low is ln 2 to 2^-87, k of it 2^-77; the product
//     and the inner difference are below 2^-24 and 2^-23 (d_lo <= 2^-43), their roundings below
//     2^-76; the last rounding at most u 0.3466/2 < 2^-54.5. So |error of r| < 0.36 u, which is a
//     factor 1 + 0.37 u of the result.
//  4. Taylor to r^13: remainder below 0.3467^14/14! e^0.3467 < 2^-57.2, below 0.06 u.
//  5. Horner p = p s + c with s = -r: coefficients 1/k! rounded (u/k! at most, sum over
//     k >= 3 of 0.3467^k/k! u < 0.01 u), roundings of step k damped by |s|^k. |p_k| for the step to
//     coefficient k is at most e^0.3467/k!, so product and sum commit at most u (|s| p_{k+1} +
//     p_k), times |s|^k: step 0: u (0.3467 1.42 + 1.42) = 1.92 u at most; step 1: 0.3467 of the
//     same: 0.67 u; step 2: 0.12 (0.5 + 0.1) u < 0.08 u; the others together below 0.02 u: 2.7 u.
//  6. Sum 3.2 u absolute, on a result of at least e^-0.3467 > 0.707: 4.6 u relative. 2^-k exactly,
//     2^-866 at least: nothing underflows. 4.6 < kExpBinary64Units.
// Loads of the loop are independent and there is no branch: 2 lanes in SSE2, 4 in AVX2, the same
// bits in both, since every operation is an IEEE 754 one.
#include "verify/oracle/runs.hpp"

namespace softmax::verify::oracle {
namespace {

constexpr double kLog2E = 0x1.71547652b82fep+0;
constexpr double kLn2High = 0x1.62e42ffp-1;
constexpr double kLn2Low = -0x1.718432a1b0e26p-35;
constexpr double kRound = 0x1.8p52;
constexpr int kDegree = 13;

struct Coefficients {
  double inverse_factorial[kDegree + 1];
  constexpr Coefficients() : inverse_factorial() {
    double factorial = 1.0;  // exact up to 22!
    for (int k = 0; k <= kDegree; ++k) {
      if (k > 1) factorial *= k;
      inverse_factorial[k] = 1.0 / factorial;
    }
  }
};
constexpr Coefficients kCoefficients;

[[gnu::always_inline]] inline void body(double a, const double* __restrict x, std::size_t n,
                                        double* __restrict d_hi, double* __restrict d_lo,
                                        double* __restrict e) {
  for (std::size_t i = 0; i < n; ++i) {
    const double hi = a - x[i];
    const double a_part = hi + x[i];
    const double x_part = a_part - hi;
    const double lo = (a - a_part) + (x_part - x[i]);
    const double shifted = hi * kLog2E + kRound;
    const double k = shifted - kRound;
    const double r = (hi - k * kLn2High) - (k * kLn2Low - lo);
    const double s = -r;
    double p = kCoefficients.inverse_factorial[kDegree];
#pragma GCC unroll 16
    for (int c = kDegree - 1; c >= 0; --c) p = p * s + kCoefficients.inverse_factorial[c];
    // The low bits of `shifted` are k: subtract it from the exponent of p.
    const std::uint64_t bits =
        std::bit_cast<std::uint64_t>(p) - (std::bit_cast<std::uint64_t>(shifted) << 52);
    const std::uint64_t keep = hi <= kGreatestBinary64Gap ? ~std::uint64_t{0} : std::uint64_t{0};
    d_hi[i] = hi;
    d_lo[i] = lo;
    e[i] = std::bit_cast<double>(bits & keep);
  }
}

using Kernel = void (*)(double, const double*, std::size_t, double*, double*, double*);

void baseline(double a, const double* x, std::size_t n, double* d_hi, double* d_lo, double* e) {
  body(a, x, n, d_hi, d_lo, e);
}

#if defined(__x86_64__)
// No "fma" in the target: two machines, one result.
__attribute__((target("avx2"))) void avx2(double a, const double* x, std::size_t n, double* d_hi,
                                          double* d_lo, double* e) {
  body(a, x, n, d_hi, d_lo, e);
}
Kernel choose() { return __builtin_cpu_supports("avx2") ? avx2 : baseline; }
#else
Kernel choose() { return baseline; }
#endif

}  // namespace

void exp_gaps(double a, const double* x, std::size_t n, double* d_hi, double* d_lo, double* e) {
  static const Kernel kernel = choose();
  thread_local Runs runs;
  if (!runs.find(x, n)) {
    kernel(a, x, n, d_hi, d_lo, e);
    return;
  }
  kernel(a, runs.values.data(), runs.values.size(), d_hi, d_lo, e);
  for (double* array : {d_hi, d_lo, e}) runs.spread(array);
}

}  // namespace softmax::verify::oracle
