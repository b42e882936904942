#include "verify/oracle/fast_exp.hpp"

#include <bit>
#include <cstdint>
#include <utility>

#include "verify/oracle/runs.hpp"

namespace softmax::verify::oracle {
namespace {

// ln 2 = kLn2High + kLn2Middle + kLn2Low with an error below 2^-143. kLn2High has 32 fraction bits,
// so k kLn2High is exact for k < 2^21. Checked against MPFR in tests/verify/oracle/fast_exp.cpp.
constexpr double kLn2High = 0x1.62e42ffp-1;
constexpr double kLn2Middle = -0x1.718432a1b0e26p-35;
constexpr double kLn2Low = -0x1.9ff0342542fc3p-90;
constexpr double kLog2E = 0x1.71547652b82fep+0;
constexpr double kRound = 0x1.8p52;  // added and subtracted, it leaves the nearest integer

constexpr int kDoubleDoubleTerms = 14;  // 1/0! to 1/13! as double-doubles
constexpr int kLastTerm = 27;

// 1/k!: k! is exact in a double up to 22!, so the quotient's remainder is exact too up to 13!.
constexpr DoubleDouble inverse_factorial(int k) {
  double factorial = 1.0;
  for (int i = 2; i <= k; ++i) factorial *= i;
  return DoubleDouble{1.0, 0.0} / DoubleDouble{factorial, 0.0};
}

struct Table {
  DoubleDouble inverse[kLastTerm + 1];
  constexpr Table() : inverse() {
    for (int k = 0; k <= kLastTerm; ++k) inverse[k] = inverse_factorial(k);
  }
};
constexpr Table kTable;

// Derivation, u = 2^-53.
//  1. k = nearest integer to d log2 e (up to its rounding): |d - k ln 2| <= 0.3466 + 2^-30 < 0.36.
//  2. d.hi - k kLn2High is exact: both are multiples of 2^-54 (for k >= 1, d.hi >= 0.34 has an ulp
//  of
//     at least 2^-54; for k = 0 nothing is subtracted) and the difference is below 1/2.
//  3. r = that + d.lo - k kLn2Middle - k kLn2Low: three additions of operands below 0.36, each with
//     an absolute error of at most 3 u^2 0.4, k kLn2Low rounded to 2^-125 and ln 2 itself to
//     2^-143 2^18: |error of r| <= 5 u^2. As a factor of the result: 1 + 5.1 u^2.
//  4. Taylor: terms up to r^27; the remainder is below 0.36^28/28! e^0.36 < 2^-139.
//  5. Terms 14 to 27 in double: their sum is below 0.36^14/14! 1.03 < 2^-56.9, evaluated with a
//     relative error below 2^-50 (14 steps of 2 roundings): absolute 2^-106.9 < u^2.
//  6. Horner steps 13 to 0: p = p s + c. With P <= 1.44 bounding every |p|, one step commits at
//  most
//     7 u^2 |s| P + 3 u^2 P + u^2 |c|/2 (the constant) < 9 u^2, and is damped by |s| <= 0.36 for
//     every later step: below 9 u^2 / (1 - 0.36) < 14.1 u^2. (1/k! carries 15 u^2 of its division:
//     0.36^k/k! weighs it: 15 u^2 e^0.36 < 21.6 u^2.)
//  7. Sum of absolute errors below 37 u^2; the result is at least e^-0.36 > 0.697: relative below
//     53.1 u^2, with step 3 below 58.3 u^2 = 2^-100.1 < kExpError.
// Underflow: a tiny r makes two_prod inexact by at most 2^-1074, next to a result above 0.69.
// Steps 5 and 6, written out: an inner loop would keep the outer one from being vectorized.
template <int... tails, int... terms>
[[gnu::always_inline]] inline DoubleDouble horner(DoubleDouble s,
                                                  std::integer_sequence<int, tails...>,
                                                  std::integer_sequence<int, terms...>) {
  double tail = kTable.inverse[kLastTerm].hi;
  ((tail = tail * s.hi + kTable.inverse[kLastTerm - 1 - tails].hi), ...);
  DoubleDouble p{tail, 0.0};
  ((p = p * s + kTable.inverse[kDoubleDoubleTerms - 1 - terms]), ...);
  return p;
}

// One loop without branches: 2 lanes in SSE2, 4 in AVX2, the same bits in both and in the scalar
// form.
[[gnu::always_inline]] inline DoubleDouble reduced_exp(DoubleDouble d, double& k) {
  k = (d.hi * kLog2E + kRound) - kRound;
  DoubleDouble r = two_sum(d.hi - k * kLn2High, d.lo);
  r = r + -two_prod(k, kLn2Middle);
  r = r + DoubleDouble{-k * kLn2Low, 0.0};
  const DoubleDouble s = -r;
  return horner(s, std::make_integer_sequence<int, kLastTerm - kDoubleDoubleTerms>(),
                std::make_integer_sequence<int, kDoubleDoubleTerms>());
}

[[gnu::always_inline]] inline void body(double a, const double* __restrict x, std::size_t n,
                                        double* __restrict d_hi, double* __restrict d_lo,
                                        double* __restrict hi, double* __restrict lo,
                                        double* __restrict k) {
  for (std::size_t i = 0; i < n; ++i) {
    const DoubleDouble d = two_sum(a, -x[i]);
    const std::uint64_t keep = d.hi <= kGreatestFastGap ? ~std::uint64_t{0} : std::uint64_t{0};
    const auto chosen = [keep](double value, double otherwise) {
      return std::bit_cast<double>((std::bit_cast<std::uint64_t>(value) & keep) |
                                   (std::bit_cast<std::uint64_t>(otherwise) & ~keep));
    };
    double whole = 0.0;
    const DoubleDouble e = reduced_exp({chosen(d.hi, kGreatestFastGap), chosen(d.lo, 0.0)}, whole);
    d_hi[i] = d.hi;
    d_lo[i] = d.lo;
    hi[i] = e.hi;
    lo[i] = e.lo;
    k[i] = whole;
  }
}

using Kernel = void (*)(double, const double*, std::size_t, const FastExps&);

void baseline(double a, const double* x, std::size_t n, const FastExps& out) {
  body(a, x, n, out.d_hi, out.d_lo, out.significand_hi, out.significand_lo, out.k);
}

#if defined(__x86_64__)
// No "fma" in the target: two machines, one result.
__attribute__((target("avx2"))) void avx2(double a, const double* x, std::size_t n,
                                          const FastExps& out) {
  body(a, x, n, out.d_hi, out.d_lo, out.significand_hi, out.significand_lo, out.k);
}
Kernel choose() { return __builtin_cpu_supports("avx2") ? avx2 : baseline; }
#else
Kernel choose() { return baseline; }
#endif

}  // namespace

ScaledExp fast_exp(DoubleDouble d) {
  double k = 0.0;
  const DoubleDouble p = reduced_exp(d, k);
  return {p, static_cast<int>(k)};
}

void fast_exps(double a, const double* x, std::size_t n, const FastExps& out) {
  static const Kernel kernel = choose();
  thread_local Runs runs;
  if (!runs.find(x, n)) {
    kernel(a, x, n, out);
    return;
  }
  kernel(a, runs.values.data(), runs.values.size(), out);
  for (double* array : {out.d_hi, out.d_lo, out.significand_hi, out.significand_lo, out.k}) {
    runs.spread(array);
  }
}

}  // namespace softmax::verify::oracle
