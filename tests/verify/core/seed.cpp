#include "verify/core/seed.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace softmax::verify {
namespace {

// A published seed must mean the same cases on every machine and in every later version.
TEST(Seed, IsFixedForGood) {
  EXPECT_EQ(random_bits(1, 2, 3), random_bits(1, 2, 3));
  const std::set<std::uint64_t> different = {random_bits(0, 0, 0), random_bits(1, 0, 0),
                                             random_bits(0, 1, 0), random_bits(0, 0, 1)};
  EXPECT_EQ(different.size(), 4U);
}

TEST(Seed, StreamIsItsCounter) {
  Stream stream(7, 9);
  for (std::uint64_t i = 0; i < 100; ++i) EXPECT_EQ(stream.bits(), random_bits(7, 9, i));
}

// 6 sigma intervals for a fixed seed: uniform mean sigma = 1/sqrt(12 N); normal mean 1/sqrt N and
// variance sqrt(2/N).
TEST(Seed, Moments) {
  constexpr int kDraws = 100000;
  Stream stream(1, 1);
  double mean = 0;
  double normal_mean = 0;
  double normal_square = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double unit = stream.unit();
    ASSERT_GE(unit, 0.0);
    ASSERT_LT(unit, 1.0);
    mean += unit / kDraws;
    const double z = stream.normal();
    normal_mean += z / kDraws;
    normal_square += z * z / kDraws;
  }
  EXPECT_LT(std::fabs(mean - 0.5), 6 / std::sqrt(12.0 * kDraws));
  EXPECT_LT(std::fabs(normal_mean), 6 / std::sqrt(1.0 * kDraws));
  EXPECT_LT(std::fabs(normal_square - 1), 6 * std::sqrt(2.0 / kDraws));
}

TEST(Seed, BelowStaysBelowAndReachesAll) {
  Stream stream(3, 4);
  std::set<std::uint64_t> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(stream.below(7));
  EXPECT_EQ(seen.size(), 7U);
  EXPECT_EQ(*seen.rbegin(), 6U);
}

}  // namespace
}  // namespace softmax::verify
