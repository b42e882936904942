#include "verify/bench/statistics.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace softmax::verify::bench {
namespace {

TEST(Statistics, MedianIsTheMiddleOfWhateverOrder) {
  EXPECT_EQ(median(std::vector<double>{7.0}), 7.0);
  EXPECT_EQ(median(std::vector<double>{9.0, 1.0, 2.0}), 2.0);
  EXPECT_EQ(median(std::vector<double>{8.0, 1.0, 4.0, 2.0}), 3.0);
}

TEST(Statistics, OneDisturbedRoundMovesTheMedianLittle) {
  EXPECT_EQ(median(std::vector<double>{1.0, 1.0, 1000.0, 1.0, 1.0}), 1.0);
}

TEST(Statistics, LeastIsTheBestRound) { EXPECT_EQ(least(std::vector<double>{3.0, 0.5, 2.0}), 0.5); }

TEST(Statistics, RatioNeedsBothAndAPositiveReference) {
  EXPECT_EQ(ratio(3.0, 2.0), 1.5);
  EXPECT_EQ(ratio(std::nullopt, 2.0), std::nullopt);
  EXPECT_EQ(ratio(3.0, std::nullopt), std::nullopt);
  EXPECT_EQ(ratio(3.0, 0.0), std::nullopt);
}

}  // namespace
}  // namespace softmax::verify::bench
