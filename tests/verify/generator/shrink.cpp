#include "verify/generator/shrink.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "verify/core/seed.hpp"

namespace softmax::verify::generator {
namespace {

Matrix noise(std::size_t rows, std::size_t cols, double scale) {
  Matrix x(rows, cols);
  Stream stream(1, 2);
  for (double& v : x.values) v = round_to(Format::f32, stream.normal() * scale);
  return x;
}

TEST(Shrink, OverflowOfExpBecomesOneEntryJustAboveTheThreshold) {
  Matrix x = noise(3, 200, 10);
  x.values[333] = 150.0;
  const auto fails = [](const Matrix& m) {
    return std::any_of(m.values.begin(), m.values.end(), [](double v) { return v > 88.5; });
  };
  const Shrunk s = shrink(x, Format::f32, fails);
  ASSERT_EQ(s.x.values.size(), 1U);
  EXPECT_EQ(s.x.values[0], next_up(Format::f32, 88.5));
}

TEST(Shrink, LengthAloneBecomesZeros) {
  const auto fails = [](const Matrix& m) { return m.cols >= 5; };
  const Shrunk s = shrink(noise(4, 100, 5), Format::f32, fails);
  EXPECT_EQ(s.x, Matrix(1, 5));
}

TEST(Shrink, ATieBecomesTwoEqualEntries) {
  Matrix x = noise(2, 64, 5);
  x.row(1)[60] = x.row(1)[3];
  const auto fails = [](const Matrix& m) {
    for (std::size_t r = 0; r < m.rows; ++r) {
      for (std::size_t i = 0; i < m.cols; ++i) {
        for (std::size_t j = i + 1; j < m.cols; ++j) {
          if (m.row(r)[i] == m.row(r)[j]) return true;
        }
      }
    }
    return false;
  };
  EXPECT_EQ(shrink(x, Format::f32, fails).x, Matrix(1, 2));
}

TEST(Shrink, AGapBecomesTwoEntries) {
  Matrix x = noise(1, 50, 1);
  x.values[20] = 19.5 + *std::max_element(x.values.begin(), x.values.end());
  const auto fails = [](const Matrix& m) {
    const double top = *std::max_element(m.values.begin(), m.values.end());
    return std::any_of(m.values.begin(), m.values.end(),
                       [&](double v) { return top - v >= 19 && top - v <= 20; });
  };
  const Matrix s = shrink(x, Format::f32, fails).x;
  ASSERT_EQ(s.values.size(), 2U);
  EXPECT_TRUE(std::count(s.values.begin(), s.values.end(), 0.0) == 1);
  EXPECT_TRUE(fails(s));
}

TEST(Shrink, KeepsTheFormatAndTheBudget) {
  const auto fails = [](const Matrix& m) {
    for (const double v : m.values) EXPECT_TRUE(same_bits(round_to(Format::bf16, v), v));
    return m.values.front() != 0.0;
  };
  Matrix x(2, 9);
  for (double& v : x.values) v = round_to(Format::bf16, 3.3);
  const Shrunk s = shrink(x, Format::bf16, fails, 50);
  EXPECT_LE(s.calls, 50U);
  EXPECT_TRUE(fails(s.x));
}

TEST(Shrink, NaNAndInfinityAreKeptWhenTheyMatter) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  Matrix x = noise(2, 30, 4);
  x.row(0)[7] = nan;
  const auto fails = [](const Matrix& m) {
    return std::any_of(m.values.begin(), m.values.end(), [](double v) { return std::isnan(v); });
  };
  const Matrix s = shrink(x, Format::f32, fails).x;
  ASSERT_EQ(s.values.size(), 1U);
  EXPECT_TRUE(std::isnan(s.values[0]));
}

}  // namespace
}  // namespace softmax::verify::generator
