// Law: the bounds in the code are the sums that Theorem 9 of lib/ERROR_ANALYSIS.md adds up. The
// terms are restated here from the theorem, so that one lost in the code is seen.
#include "../../lib/src/error_bounds.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace softmax::detail::bound {
namespace {

TEST(ErrorBounds, AreTheSumsOfTheTheorem) {
  for (std::size_t n = 2; n <= std::size_t{1} << 40; n = n * 3 / 2 + 1) {
    const double log_n = std::log(static_cast<double>(n));
    EXPECT_GE(gaps(n), log_n);
    const double exp = 3;
    const double lane = 17;
    const double join = 1;
    const double higher_order = 1;
    const double rest_terms = exp + lane + join + higher_order;
    EXPECT_GE(rest(n) / kUnit, rest_terms + log_n);
    const double sum_rounded = 1, inverse = 1, product = 1, ends = 1;
    const double softmax_terms = rest_terms + sum_rounded + inverse + exp + product + ends + 1;
    // A term is at least one unit: one lost or added shows.
    EXPECT_GE(softmax(n) / kUnit, softmax_terms + log_n);
    EXPECT_LT(softmax(n) / kUnit, softmax_terms + gaps(n) + 0.5);
    EXPECT_GT(softmax(n) / kUnit, softmax_terms + gaps(n) - 0.5);
    EXPECT_LT(log_sum(n) / kUnit, rest_terms + gaps(n) + 2.5);
    EXPECT_GT(log_sum(n) / kUnit, rest_terms + gaps(n) + 1.5);
  }
}

TEST(ErrorBounds, OfPairsAreTheSumsOfTheTheorem) {
  const double exp = 1.25, join = 1.0 / 64, ends = 1.0 / 64, unit = std::ldexp(1.0, -70);
  EXPECT_EQ(pair::kRest, (exp + join) * unit);
  EXPECT_EQ(pair::kSoftmax, (exp + join + exp + ends) * unit);
  EXPECT_EQ(pair::kSoftmaxOfWideSum, (join + exp + ends) * unit);
  EXPECT_EQ(pair::kLogSum, (exp + join + ends) * unit);
  EXPECT_LE(pair::kMost, std::size_t{1} << 32);
}

}  // namespace
}  // namespace softmax::detail::bound
