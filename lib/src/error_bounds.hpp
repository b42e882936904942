// The terms of the first phase's error bounds, in units of u = 2^-53, second-order terms included
// by rounding up (Theorems 8 and 9). Each is used by name, so that none is lost in a sum.
#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace softmax::detail::bound {

inline constexpr double kUnit = 0x1p-53;

// exp(−gap), the gap as given: 1.5 u absolute in the evaluation (proof/exp_*.gappa) over the least
// value 0.7071, 2^-56 of the polynomial, 2^-54.9 of the reduced argument.
inline constexpr double kEvaluation = 1.5 / 0.7071;
inline constexpr double kPolynomial = 0.125;
inline constexpr double kReduction = 0.27;
inline constexpr double kExpTerms = kEvaluation + kPolynomial + kReduction;
inline constexpr double kExp = 3;
static_assert(kExpTerms < kExp);

// The additions that a term goes through in its lane: 16, and 1 that joins the two sums of a chunk.
inline constexpr double kLane = 17;
// Chunks are joined by TwoSum, and their low parts renormalised after each block: 2^-20 u at most
// in rows of up to kMost entries.
inline constexpr double kJoin = 1;
inline constexpr std::size_t kMost = std::size_t{1} << 30;
// High and low part, up to 8 lanes, the count of the largest.
inline constexpr double kTotal = 5;
// ln(1 + t) for the t given (Theorem 15).
inline constexpr double kLog = 8;
// A gap is rounded once, d_j u; where d_j is more, every format rounds exp(−d_j) to 0.
inline constexpr double kGap = 105;

/// At least ln n: the share of Σ g_i · (rounding of gap_i) in the sum, Σ g_i d_i ≤ ln n.
inline double gaps(std::size_t n) { return 0.6932 * static_cast<double>(std::bit_width(n)); }

/// S, or S − 1 where the largest are counted apart, relatively, in u.
inline double rest(std::size_t n) { return kExp + kLane + kJoin + kTotal + 1 + gaps(n); }

/// exp(−d_j)/S in u: S, the inverse, the gap, exp, the product, the factors of the test, and one
/// more for the products of errors. Rounded up: the test counts units.
inline double softmax(std::size_t n) { return std::ceil(rest(n) + 1 + kGap + kExp + 1 + 1 + 1); }

/// The same where S is within 2^-69, but rounded.
inline double softmax_of_pairs() { return std::ceil(1 + 1 + kGap + kExp + 1 + 1 + 1); }

/// ln S, relatively, in u: ln(1 + t) has a condition of at most 1; the gaps of S − 1, of which the
/// mean is at most ln n − ln(S − 1); its own error; one more.
inline double log_sum(std::size_t n) { return rest(n) + kGap + kLog + 1; }

/// d_j + ln S, relatively, in u, for an error `sum` of ln S: both terms are positive; the gap, the
/// sum, and the factors of the test are rounded.
inline double log_softmax(double sum) { return std::ceil(sum + 1 + 1 + 1); }

/// The ways to take exp of an entry as it is (Theorem 16): the closest of them where sums are exact
/// but for it, kLong for long rows of float, of which an open output costs most, kShort for short
/// ones, kNarrow for rows of 16 bits.
enum class Exp { kClosest, kLong, kShort, kNarrow };

/// kLong: 1.875 u absolute in the evaluation (proof/exp_direct_*)
/// over the least value 0.7070, 2^-51.5 of the polynomial, 2^-54.5 of the reduced argument.
inline constexpr double kDirectEvaluation = 1.875 / 0.7070;
inline constexpr double kDirectPolynomial = 2.83;
inline constexpr double kDirectReduction = 0.35;
inline constexpr double kDirectExpTerms = kDirectEvaluation + kDirectPolynomial + kDirectReduction;
inline constexpr double kDirectExp = 6;
static_assert(kDirectExpTerms < kDirectExp);
/// kShort: the polynomial has a term less, 2^-45.9.
inline constexpr double kShortPolynomial = 137.2;
inline constexpr double kShortExp = 141;
static_assert(kDirectEvaluation + kShortPolynomial + kDirectReduction < kShortExp);
/// kNarrow: at least as kShort; from sixteenths 2^-38.54 of the polynomial.
inline constexpr double kNarrowExp = 22540;
template <Exp kExp>
inline constexpr double kExpOf = kExp == Exp::kLong    ? kDirectExp
                                 : kExp == Exp::kShort ? kShortExp
                                                       : kNarrowExp;
/// And for each unit of |x|: 1/ln 2 is within 2^-55.8, and the product is rounded without FMA.
inline double direct_argument(bool fused) { return fused ? 0.15 : 1.15; }
/// The additions of a term in its lane: 7, and 1 that joins two sums, or 3 and 2.
inline constexpr double kDirectLane = 8;

/// Σ exp(x_i), relatively, in u, for an error `exp` of each: |x_i| ≤ |max| + d_i, and
/// Σ g_i d_i ≤ ln n (Theorem 17).
inline double direct_sum(double exp, std::size_t n, double max, bool fused) {
  return exp + direct_argument(fused) * (std::fabs(max) + gaps(n)) + kDirectLane + kJoin + kTotal +
         1;
}
/// exp(x_j)/Σ exp(x_i) in u: the sum, the inverse, exp, |x_j| ≤ |max| + d_j, the product, the
/// factors of the test, and one more.
inline double direct_softmax_of(double sum, double exp, double max, bool fused) {
  return std::ceil(sum + 1 + exp + direct_argument(fused) * (std::fabs(max) + kGap) + 1 + 1 + 1);
}
inline double direct_softmax(double exp, std::size_t n, double max, bool fused) {
  return direct_softmax_of(direct_sum(exp, n, max, fused), exp, max, fused);
}
/// Σ exp(x_i) of coarse sums.
inline constexpr double kCoarse = 0x1p-5;
/// The same where that is rounded.
inline double direct_softmax_of_coarse(double max, bool fused) {
  return direct_softmax_of(1, kDirectExp, max, fused);
}
/// The closer exp: the evaluation (proof/exp_closer_*) over values of 1 at least, or else over
/// 0.7070; 2^-57 of the polynomial; 3 · 2^-55 ln 2 of the reduced argument.
constexpr double closer_above(bool fused) { return fused ? 0x1.7p0 : 0x1.cp0; }
constexpr double closer_below(bool fused) { return (fused ? 1 : 0x1.4p0) / 0.7070; }
inline constexpr double kCloserPolynomial = 0x1p-4;
inline constexpr double kCloserReduction = 0.52;
constexpr double closer_terms(double evaluation) {
  return evaluation + kCloserPolynomial + kCloserReduction;
}
constexpr double closer_exp(bool fused) { return fused ? 2.1 : 2.4; }
static_assert(closer_terms(closer_above(true)) < closer_exp(true));
static_assert(closer_terms(closer_below(true)) < closer_exp(true));
static_assert(closer_terms(closer_above(false)) < closer_exp(false));
static_assert(closer_terms(closer_below(false)) < closer_exp(false));
/// From sixteenths, with FMA: the sum, the table, f q(f), the polynomial, f, of kClosest and kLong;
/// the product, the table, p(f), the polynomial, f, of kShort and of kNarrow.
inline constexpr double kSixteenthExp = 2;
inline constexpr double kSixteenthShortExp = 46;
inline constexpr double kSixteenthNarrowExp = 22540;
static_assert(kSixteenthExp <= kDirectExp && kSixteenthExp <= closer_exp(true));
static_assert(kSixteenthShortExp <= kShortExp && kSixteenthNarrowExp <= kNarrowExp);
static_assert(kShortExp <= kNarrowExp);
/// And for each unit of |x|: the product without FMA.
inline double closer_argument(bool fused) { return fused ? 0 : 1; }
/// Σ exp(x_i) of those in double-double, of which a term goes through three additions that round;
/// everything else is in the last term.
inline double direct_split_sum(std::size_t n, double max, bool fused) {
  return closer_exp(fused) + closer_argument(fused) * (std::fabs(max) + gaps(n)) + 3 + 1.0 / 64;
}
/// exp(x_j) from its first 37 bits of 53, times kLostBits: relatively 2^-37, in u; that factor
/// rounded, and one more for products of errors.
inline constexpr std::uint32_t kSplit = (1U << 16) + 2;
/// ln Σ exp(x) = `log`, absolutely, in u; `log` stands for the exact value within a hundredth.
inline double direct_logsumexp(double exp, std::size_t n, double max, double log, bool fused) {
  return (direct_sum(exp, n, max, fused) + 1 + (kLog + 1) * std::fabs(log)) * 1.01;
}

/// Rows of 16 bits in pairs of floats, in units of 2^-30 (Theorem 19).
namespace float_pair {

inline constexpr double kUnit = 0x1p-30;

/// exp as two floats: proof/bounds_float_pair.sollya has the terms.
inline constexpr double kExp = 3.75;
/// Σ exp(x_i): low parts are added up in floats, a term of them seven times.
inline constexpr double kSum = kExp + 5.25;
/// exp(x_j)/Σ exp(x_i) but for its last rounding: the factor as two floats, their products.
inline constexpr double kSoftmax = kSum + kExp + 2.5;

/// ln Σ exp(x) = `log`, absolutely, in u; `log` stands for the exact value within a hundredth.
inline double logsumexp(double log) {
  return (kSum * (kUnit / bound::kUnit) + (kLog + 1) * std::fabs(log)) * 1.01;
}
/// exp(x_j)/Σ exp(x_i) with exp in double, in u: kNarrow, |x_j| ≤ 105; three roundings, and two for
/// products of errors.
inline double settled() {
  return std::ceil(kSum * (kUnit / bound::kUnit) + kNarrowExp + direct_argument(false) * kGap + 5);
}

}  // namespace float_pair

/// The phase in pairs of doubles, in units of 2^-74 (Theorems 11 and 12).
namespace pair {

inline constexpr double kUnit = 0x1p-74;

// exp of a pair: 7/8 in the evaluation (proof/exp_pair_*.gappa) over the least value 0.9996, 2^-78
// of the polynomial, 2^-95 of the reduced argument.
inline constexpr double kEvaluation = 0.875 / 0.9996;
inline constexpr double kPolynomial = 0x1p-4;
inline constexpr double kReduction = 0x1p-21;
inline constexpr double kExpTerms = kEvaluation + kPolynomial + kReduction;
inline constexpr double kExp = 1;
static_assert(kExpTerms < kExp);

// Additions within a block and of blocks, entries left out: below 2^-79 for n ≤ kMost.
inline constexpr double kJoin = 1.0 / 32;
inline constexpr std::size_t kMost = std::size_t{1} << 32;
// The product, or the additions, of an output; the ends of its test; products of errors.
inline constexpr double kEnds = 1.0 / 64;

/// S − 1, relatively, where it is 2^-700 at least; S always.
inline constexpr double kRest = (kExp + kJoin) * kUnit;
/// exp(−d_j)/S.
inline constexpr double kSoftmax = kRest + (kExp + kEnds) * kUnit;
/// The same where S is within 2^-80 (Theorem 13).
inline constexpr double kSoftmaxOfWideSum = (kJoin + kExp + kEnds) * kUnit;
/// The same with exp(r) − 1, below 2^-11.52, in one double (Theorem 18), in 2^-64: its rounding;
/// what it would add to the low parts of the product; the multiply-add, two roundings; an end of
/// the test; everything else.
inline constexpr double kQuick = (0.5 + 1.4 + 1.4 + 0.7 + 0.1) * 0x1p-64;
/// ln S, relatively, where S − 1 is 2^-700 at least.
inline constexpr double kLogSum = kRest + kEnds * kUnit;
/// What pair_log1p adds to it, absolutely: one exp.
inline constexpr double kLogAbsolute = (kExp + kEnds) * kUnit;

/// ln Σ exp(x), absolutely (Theorem 18).
inline constexpr double kDirectLog = kRest + kLogAbsolute;

}  // namespace pair

}  // namespace softmax::detail::bound
