#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "verify/generator/recipe.hpp"

namespace softmax::verify::generator {
namespace {

TEST(Draw, IsAFunctionOfSeedNumberAndFormat) {
  for (const std::uint64_t number : {0ULL, 1ULL, 77ULL, 1ULL << 50U}) {
    const Case a = draw(5, number, Format::f32);
    const Case b = draw(5, number, Format::f32);
    EXPECT_EQ(a.recipe, b.recipe);
    ASSERT_EQ(a.x.values.size(), b.x.values.size());
    for (std::size_t k = 0; k < a.x.values.size(); ++k) {
      EXPECT_TRUE(same_bits(a.x.values[k], b.x.values[k]));
    }
  }
  EXPECT_NE(draw(5, 1, Format::f32).recipe.seed, draw(6, 1, Format::f32).recipe.seed);
}

class DrawIn : public testing::TestWithParam<Format> {};

TEST_P(DrawIn, EveryValueIsOfTheFormatAndSpecialOnesOnlyWherePromised) {
  const Format format = GetParam();
  for (std::uint64_t number = 0; number < 3000; ++number) {
    const Case c = draw(1, number, format);
    ASSERT_LE(c.x.cols, 4096U);
    ASSERT_LE(c.x.rows * c.x.cols, 17U * 4096U);
    ASSERT_EQ(c.x.values.size(), c.x.rows * c.x.cols);
    const bool special = families()[c.recipe.family].special;
    for (std::size_t r = 0; r < c.x.rows; ++r) {
      bool finite = false;
      for (const double v : c.x.row(r)) {
        ASSERT_TRUE(same_bits(round_to(format, v), v));
        finite = finite || std::isfinite(v);
        if (!special) {
          ASSERT_TRUE(std::isfinite(v) || v < 0) << c.family_name();
        }
      }
      if (!special) {
        ASSERT_TRUE(finite) << c.family_name();
      }
    }
  }
}

// Two-sided: 5 sigma of the binomial around the promised share.
TEST_P(DrawIn, EachFamilyOccursAtItsPromisedRate) {
  constexpr std::uint64_t kCases = 20000;
  std::map<std::size_t, std::uint64_t> seen;
  Limits small;
  small.max_cols = 40;
  for (std::uint64_t number = 0; number < kCases; ++number) {
    ++seen[draw(2, number, GetParam(), small).recipe.family];
  }
  double total = 0.0;
  for (std::size_t k = 0; k < families().size(); ++k) {
    const Family& family = families()[k];
    total += family.share;
    const double sigma = std::sqrt(family.share * (1 - family.share) / kCases);
    const double rate = static_cast<double>(seen[k]) / kCases;
    EXPECT_LE(std::fabs(rate - family.share), 5 * sigma) << family.name << ' ' << rate;
  }
  EXPECT_LE(std::fabs(total - 1.0), 1e-9) << "shares add up to 1";
}

INSTANTIATE_TEST_SUITE_P(Formats, DrawIn, testing::ValuesIn(kFormats),
                         [](const auto& given) { return std::string(traits(given.param).name); });

TEST(Draw, VisitsEveryLengthFrom1To257) {
  std::set<std::size_t> lengths;
  for (std::uint64_t number = 0; number < 4 * 257; ++number) {
    if (number % 4 == 0) lengths.insert(draw(3, number, Format::f32).recipe.cols);
  }
  for (std::size_t n = 1; n <= 257; ++n) EXPECT_TRUE(lengths.contains(n)) << n;
}

TEST(Draw, MeetsEveryWindowOfTheGap) {
  // Every unit window of d in [0, 104) of f32 is met within the default number of cases.
  std::set<int> windows;
  for (std::uint64_t number = 0; number < 2000; ++number) {
    const Case c = draw(1, number, Format::f32);
    for (std::size_t r = 0; r < c.x.rows; ++r) {
      double a = -HUGE_VAL;
      for (const double v : c.x.row(r)) a = std::max(a, v);
      for (const double v : c.x.row(r)) {
        if (std::isfinite(a - v) && a - v < 104) windows.insert(static_cast<int>(a - v));
      }
    }
  }
  EXPECT_EQ(windows.size(), 104U);
}

}  // namespace
}  // namespace softmax::verify::generator
