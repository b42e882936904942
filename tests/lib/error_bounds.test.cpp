// Law: the bounds in the code are the sums that Theorem 9 of lib/ERROR_ANALYSIS.md adds up. The
// terms are restated here from the theorem, so that one lost in the code is seen.
#include "../../lib/src/error_bounds.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace softmax::detail::bound {
namespace {

TEST(ErrorBounds, AreTheSumsOfTheTheorem) {
  for (std::size_t n = 2; n <= kMost; n = n * 3 / 2 + 1) {
    const double log_n = std::log(static_cast<double>(n));
    EXPECT_GE(gaps(n), log_n);
    const double exp = 3, lane = 17, join = 1, total = 5, higher_order = 1;
    const double rest_terms = exp + lane + join + total + higher_order;
    EXPECT_GE(rest(n), rest_terms + log_n);
    EXPECT_EQ(rest(n), rest_terms + gaps(n));
    const double inverse = 1, gap = 105, product = 1, ends = 1;
    // The test counts whole units.
    EXPECT_EQ(softmax(n), std::ceil(rest_terms + gaps(n) + inverse + gap + exp + product + ends +
                                    higher_order));
    EXPECT_EQ(log_sum(n), rest_terms + gaps(n) + gap + 8 + 1);
    EXPECT_EQ(log_softmax(log_sum(n)), std::ceil(log_sum(n) + 3));
  }
  EXPECT_EQ(softmax_of_pairs(), 113);
}

TEST(ErrorBounds, OfDirectRowsAreTheSumsOfTheTheorem) {
  EXPECT_EQ(kExpOf<Exp::kLong>, 6);
  EXPECT_EQ(kExpOf<Exp::kShort>, 141);
  EXPECT_EQ(kExpOf<Exp::kNarrow>, 22540);
  for (const bool fused : {false, true}) {
    const double argument = fused ? 0.15 : 1.15;
    for (std::size_t n = 2; n <= kMost; n = n * 3 / 2 + 1) {
      for (const double max : {-128.0, -3.5, 0.0, 128.0}) {
        const double size = std::fabs(max), lane = 8, join = 1, total = 5, gap = 105;
        const double split =
            (fused ? 2.1 : 2.4) + (fused ? 0.0 : 1.0) * (size + gaps(n)) + 3 + 1.0 / 64;
        EXPECT_DOUBLE_EQ(direct_split_sum(n, max, fused), split);
        EXPECT_GE(direct_softmax_of_coarse(max, fused),
                  1 + 1 + 6 + argument * (size + gap) + 3 - 1e-9);
        for (const double exp : {6.0, 141.0, 22540.0}) {
          const double sum = exp + argument * (size + gaps(n)) + lane + join + total + 1;
          EXPECT_DOUBLE_EQ(direct_sum(exp, n, max, fused), sum);
          EXPECT_GE(direct_softmax(exp, n, max, fused),
                    sum + 1 + exp + argument * (size + gap) + 3 - 1e-9);
          EXPECT_GE(direct_softmax_of(split + 1, exp, max, fused),
                    split + 1 + 1 + exp + argument * (size + gap) + 3 - 1e-9);
          for (const double log : {-80.0, 0x1p-12, 40.0})
            EXPECT_GE(direct_logsumexp(exp, n, max, log, fused),
                      (sum + 1 + (8 + 1) * std::fabs(log)) * 1.01 - 1e-9);
        }
      }
    }
  }
}

TEST(ErrorBounds, OfKeptBits) {
  // The units of the test are at least u each: 2^15 units 2^-52 of what is between 1 and 2.
  EXPECT_GT(kSplit * kUnit, 0x1p15 * 0x1p-52);
  EXPECT_EQ(kCoarse, 0x1p-58 / kUnit);
}

TEST(ErrorBounds, OfPairsAreTheSumsOfTheTheorem) {
  const double exp = 1, join = 1.0 / 32, ends = 1.0 / 64, unit = std::ldexp(1.0, -74);
  EXPECT_EQ(pair::kRest, (exp + join) * unit);
  EXPECT_EQ(pair::kSoftmax, (exp + join + exp + ends) * unit);
  EXPECT_EQ(pair::kSoftmaxOfWideSum, (join + exp + ends) * unit);
  EXPECT_EQ(pair::kLogSum, (exp + join + ends) * unit);
  EXPECT_EQ(pair::kLogAbsolute, (exp + ends) * unit);
  // In 2^-64: t, w·t, the multiply-add, an end of the test, the rest.
  EXPECT_GE(pair::kQuick, (0.5 + std::exp2(-63.52 + 64) + 2 * std::exp2(-64.52 + 64) +
                           std::exp2(-64.52 + 64) + 0.1) *
                              0x1p-64);
  EXPECT_EQ(pair::kDirectLog, (exp + join + exp + ends) * unit);
  EXPECT_LE(pair::kMost, std::size_t{1} << 32);
}

}  // namespace
}  // namespace softmax::detail::bound
