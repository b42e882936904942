#include "verify/generator/shrink.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <span>
#include <vector>

#include "verify/core/seed.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {
namespace {

Matrix noise(std::size_t rows, std::size_t cols, double scale, Format format = Format::f32) {
  Matrix x(rows, cols);
  Stream stream(1, 2);
  for (double& v : x.values) v = round_to(format, stream.normal() * scale);
  return x;
}

double top(std::span<const double> row) { return *std::max_element(row.begin(), row.end()); }

bool any_row(const Matrix& m, const std::function<bool(std::span<const double>)>& f) {
  for (std::size_t r = 0; r < m.rows; ++r) {
    if (f(m.row(r))) return true;
  }
  return false;
}

class ShrinkIn : public testing::TestWithParam<Format> {};

TEST_P(ShrinkIn, OverflowOfExpBecomesOneEntryJustAboveTheThreshold) {
  const double edge = thresholds(GetParam()).overflow;
  Matrix x = noise(3, 200, 3, GetParam());
  x.values[333] = round_to(GetParam(), edge * 1.7);
  const auto fails = [=](const Matrix& m) { return top(m.values) > edge; };
  const Shrunk s = shrink(x, GetParam(), fails);
  ASSERT_EQ(s.x.values.size(), 1U);
  EXPECT_GT(s.x.values[0], edge);
  EXPECT_LE(next_down(GetParam(), s.x.values[0]), edge);
  EXPECT_FALSE(s.exhausted);
}

TEST_P(ShrinkIn, UnderflowOfTheWholeRowBecomesOneNegativeEntry) {
  const double edge = -thresholds(GetParam()).zero;
  const auto fails = [=](const Matrix& m) {
    return any_row(m, [=](auto row) { return top(row) < edge; });
  };
  Matrix x = noise(4, 50, 1, GetParam());
  for (double& v : x.values) v = round_to(GetParam(), v - 1000.0);
  const Matrix s = shrink(x, GetParam(), fails).x;
  ASSERT_EQ(s.values.size(), 1U);
  EXPECT_LT(s.values[0], edge);
  EXPECT_GE(next_up(GetParam(), s.values[0]), edge);
}

INSTANTIATE_TEST_SUITE_P(Formats, ShrinkIn, testing::ValuesIn(kFormats),
                         [](const auto& given) { return std::string(traits(given.param).name); });

TEST(Shrink, LengthAloneBecomesZeros) {
  const auto fails = [](const Matrix& m) { return m.cols >= 5; };
  EXPECT_EQ(shrink(noise(4, 100, 5), Format::f32, fails).x, Matrix(1, 5));
}

TEST(Shrink, ALongLengthTakesFewCalls) {
  const auto fails = [](const Matrix& m) { return m.cols >= 2049; };
  const Shrunk s = shrink(noise(2, 4096, 5), Format::f32, fails);
  EXPECT_EQ(s.x, Matrix(1, 2049));
  EXPECT_LE(s.calls, 100U);
}

TEST(Shrink, AnOddLengthInARangeBecomesTheLeastOne) {
  const auto fails = [](const Matrix& m) {
    return m.rows >= 2 && m.cols > 512 && m.cols < 1024 && m.cols % 2 == 1;
  };
  EXPECT_EQ(shrink(noise(9, 1001, 5), Format::f32, fails).x, Matrix(2, 513));
}

TEST(Shrink, ATieBecomesTwoZeros) {
  Matrix x = noise(2, 64, 5);
  x.row(1)[60] = x.row(1)[3] = 40.0;
  const auto fails = [](const Matrix& m) {
    return any_row(m, [](auto row) { return std::count(row.begin(), row.end(), top(row)) > 1; });
  };
  EXPECT_EQ(shrink(x, Format::f32, fails).x, Matrix(1, 2));
}

TEST(Shrink, AGapInAWindowBecomesTwoEntries19Apart) {
  Matrix x = noise(1, 50, 1);
  x.values[20] = 19.5 + top(x.values);
  const auto fails = [](const Matrix& m) {
    return any_row(m, [](auto row) {
      return std::any_of(row.begin(), row.end(),
                         [&](double v) { return top(row) - v >= 19 && top(row) - v <= 20; });
    });
  };
  const Matrix s = shrink(x, Format::f32, fails).x;
  ASSERT_EQ(s.values.size(), 2U);
  EXPECT_EQ(std::count(s.values.begin(), s.values.end(), 0.0), 1);
  EXPECT_EQ(std::fabs(s.values[0] + s.values[1]), 19.0);
}

TEST(Shrink, TheMaximumInTheNinthLaneKeepsNineEntries) {
  Matrix x = noise(3, 100, 1);
  x.row(2)[8] = 120.0;
  const auto fails = [](const Matrix& m) {  // the maximum of the first eight is all it looks at
    return any_row(m, [](auto row) {
      return top(row) - top(row.first(std::min<std::size_t>(8, row.size()))) > 88.0;
    });
  };
  const Matrix s = shrink(x, Format::f32, fails).x;
  ASSERT_EQ(s.values.size(), 9U);
  EXPECT_EQ(std::count(s.values.begin(), s.values.end(), 0.0), 8);
  EXPECT_EQ(s.values[8], next_up(Format::f32, 88.0));
}

TEST(Shrink, TwoRowsApartKeepBothRows) {
  Matrix x = noise(9, 30, 1);
  for (double& v : x.row(4)) v = round_to(Format::f32, v - 300);
  const auto fails = [](const Matrix& m) {
    double low = HUGE_VAL;
    for (std::size_t r = 0; r < m.rows; ++r) low = std::min(low, top(m.row(r)));
    return top(m.values) - low > 104.0;
  };
  const Matrix s = shrink(x, Format::f32, fails).x;
  EXPECT_EQ(s.rows, 2U);
  EXPECT_EQ(s.cols, 1U);
  EXPECT_TRUE(fails(s));
  EXPECT_EQ(std::count(s.values.begin(), s.values.end(), 0.0), 1);
}

TEST(Shrink, AnyValueButZeroBecomesOne) {
  const auto fails = [](const Matrix& m) { return top(m.values) > 0.0; };
  EXPECT_EQ(shrink(noise(3, 40, 5, Format::f16), Format::f16, fails).x, Matrix{1.0});
}

TEST(Shrink, KeepsTheFormatAndTheBudgetAndAsksNothingTwice) {
  std::vector<Matrix> asked;
  const auto fails = [&](const Matrix& m) {
    EXPECT_GE(m.rows, 1U);
    EXPECT_GE(m.cols, 1U);
    for (const double v : m.values) EXPECT_TRUE(same_bits(round_to(Format::bf16, v), v));
    const auto same = [&](const Matrix& other) {
      return m.rows == other.rows && m.cols == other.cols &&
             std::equal(m.values.begin(), m.values.end(), other.values.begin(), same_bits);
    };
    EXPECT_TRUE(std::none_of(asked.begin(), asked.end(), same));
    asked.push_back(m);
    return m.values.front() > 1.1 || m.values.back() < -0.3;
  };
  for (const std::size_t budget : {1U, 50U, 4000U}) {
    asked.clear();
    Matrix x = noise(2, 9, 3, Format::bf16);
    x.values[0] = 3.296875;
    const Shrunk s = shrink(x, Format::bf16, fails, budget);
    EXPECT_LE(s.calls, budget);
    EXPECT_EQ(s.calls, asked.size());
    asked.clear();
    EXPECT_TRUE(fails(s.x));
  }
}

TEST(Shrink, NaNAndInfinityAreKeptWhenTheyMatter) {
  for (const double special : {std::numeric_limits<double>::quiet_NaN(), kInfinity, -kInfinity}) {
    Matrix x = noise(2, 30, 4);
    x.row(0)[7] = special;
    const auto fails = [=](const Matrix& m) {
      return m.cols >= 2 && std::any_of(m.values.begin(), m.values.end(),
                                        [=](double v) { return same_bits(v, special); });
    };
    const Matrix s = shrink(x, Format::f32, fails).x;
    ASSERT_EQ(s.values.size(), 2U);
    EXPECT_TRUE(same_bits(s.values[0], special) || same_bits(s.values[1], special));
  }
}

TEST(Shrink, EmptyBatchesAreLeftAlone) {
  const auto never = [](const Matrix&) -> bool { throw 1; };
  EXPECT_EQ(shrink(Matrix(0, 3), Format::f32, never).x, Matrix(0, 3));
  EXPECT_EQ(shrink(Matrix(2, 0), Format::f32, never).calls, 0U);
}

}  // namespace
}  // namespace softmax::verify::generator
