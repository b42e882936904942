#include "verify/error/exact_sum.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "verify/core/seed.hpp"

namespace softmax::verify::error {
namespace {

TEST(ExactSum, CancelsWithoutLoss) {
  EXPECT_EQ(exact_sum_minus(std::vector<double>{1.0, 0x1p-100, -1.0}, 0.0), 0x1p-100);
  EXPECT_EQ(exact_sum_minus(std::vector<double>{0x1p900, 1.0, -0x1p900, 0x1p-1074}, 1.0),
            0x1p-1074);
  EXPECT_EQ(exact_sum_minus(std::vector<double>{}, 1.0), -1.0);
}

TEST(ExactSum, SeesWhatARecursiveSumLoses) {
  const std::vector<double> values(10, 0.1);
  double recursive = 0.0;
  for (const double v : values) recursive += v;
  EXPECT_NE(recursive, 1.0);
  // fl(0.1) = 0x1999999999999a * 2^-56, and ten times that is 2^56 + 4: the defect is 4 * 2^-56.
  EXPECT_EQ(exact_sum_minus(values, 1.0), 0x1p-54);
}

// Values with their negatives, shuffled, and one left over: the sum is that one.
TEST(ExactSum, AnyOrderGivesTheSame) {
  Stream stream(5, 5);
  std::vector<double> values;
  for (int i = 0; i < 500; ++i) {
    const double v = stream.normal() * std::exp2(stream.uniform(-300, 300));
    values.push_back(v);
    values.push_back(-v);
  }
  values.push_back(0x1.23456789abcdep-7);
  for (int round = 0; round < 20; ++round) {
    for (std::size_t i = values.size() - 1; i > 0; --i) {
      std::swap(values[i], values[stream.below(i + 1)]);
    }
    ASSERT_EQ(exact_sum_minus(values, 0.0), 0x1.23456789abcdep-7);
  }
}

// Sums that cancel to any degree, against the exact one.
TEST(NearSum, EnclosesTheExactSum) {
  Stream stream(7, 11);
  bool inexact = false;
  for (int round = 0; round < 2000; ++round) {
    std::vector<double> values;
    const double spread = stream.uniform(0, 80);
    for (std::uint64_t i = 0; i < 2 + stream.below(40); ++i) {
      values.push_back(stream.normal() * std::exp2(stream.uniform(-spread, 0)));
    }
    double recursive = 0.0;
    for (const double v : values) recursive += v;
    const double constant = round % 2 == 0 ? recursive : stream.normal();
    const double exact = exact_sum_minus(values, constant);
    const NearSum near = near_sum_minus(values, constant);
    ASSERT_LE(std::fabs(near.value - exact), near.error + 0x1p-49 * std::fabs(exact));
    ASSERT_LE(near.error,
              0x1p-50 * std::fabs(exact) + 0x1p-90 * static_cast<double>(values.size()));
    inexact = inexact || near.value != exact;
    EXPECT_EQ(distance_beyond(values, constant, std::fabs(exact)), std::nullopt);
    if (exact != 0.0) {
      EXPECT_EQ(distance_beyond(values, constant, std::fabs(exact) * (1 - 0x1p-52)),
                std::fabs(exact));
    }
  }
  EXPECT_TRUE(inexact) << "every sum was exact: the error was not tried";
}

}  // namespace
}  // namespace softmax::verify::error
