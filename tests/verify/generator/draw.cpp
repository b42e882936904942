#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "verify/generator/classes.hpp"
#include "verify/generator/recipe.hpp"

namespace softmax::verify::generator {
namespace {

constexpr std::uint64_t kCases = 20000;

TEST(Draw, IsAFunctionOfSeedNumberAndFormat) {
  for (const std::uint64_t number : {0ULL, 1ULL, 77ULL, 501ULL, 1ULL << 50U}) {
    const Case a = draw(5, number, Format::f32);
    draw(5, number + 1, Format::bf16);  // leaves nothing behind
    const Case b = draw(5, number, Format::f32);
    EXPECT_EQ(a.recipe, b.recipe);
    ASSERT_EQ(a.x.values.size(), b.x.values.size());
    for (std::size_t k = 0; k < a.x.values.size(); ++k) {
      EXPECT_TRUE(same_bits(a.x.values[k], b.x.values[k]));
    }
  }
  EXPECT_NE(draw(5, 1, Format::f32).recipe.seed, draw(6, 1, Format::f32).recipe.seed);
}

TEST(Draw, SharesAddUpToOne) {
  double total = 0.0;
  for (const Family& family : generator::families()) total += family.share;
  EXPECT_LE(std::fabs(total - 1.0), 1e-9);
}

// Two-sided: 5 sigma of the binomial around a share.
void expect_share(std::uint64_t seen, double share, std::string_view name) {
  const double sigma = std::sqrt(share * (1 - share) / kCases);
  EXPECT_LE(std::fabs(static_cast<double>(seen) / kCases - share), 5 * sigma)
      << name << ' ' << seen << " of " << kCases;
}

// The recipe does not depend on the format, so one format shows the shares of all.
TEST(Draw, EachFamilyOccursAtItsPromisedRate) {
  std::map<std::size_t, std::uint64_t> seen;
  std::map<std::size_t, std::uint64_t> rows;
  Limits small;
  small.max_cols = 40;
  for (std::uint64_t number = 0; number < kCases; ++number) {
    const Case c = draw(2, number, Format::f32, small);
    ++seen[c.recipe.family];
    ++rows[c.x.rows];
    ASSERT_EQ(c.recipe, draw(2, number, Format::f64, small).recipe);
  }
  for (std::size_t k = 0; k < families().size(); ++k) {
    expect_share(seen[k], families()[k].share, families()[k].name);
  }
  for (const std::size_t r : {1U, 2U, 3U, 7U, 8U, 9U, 17U}) EXPECT_GE(rows[r], kCases / 50) << r;
}

class DrawIn : public testing::TestWithParam<Format> {};

TEST_P(DrawIn, EveryValueIsOfTheFormatAndSpecialOnesOnlyWherePromised) {
  const Format format = GetParam();
  for (std::uint64_t number = 0; number < 4000; ++number) {
    const Case c = draw(1, number, format);
    ASSERT_LE(c.x.cols, 65537U);
    ASSERT_LE(c.x.rows * c.x.cols, Limits{}.max_elements);
    ASSERT_EQ(c.x.rows, c.recipe.rows);
    ASSERT_EQ(c.x.cols, c.recipe.cols);
    ASSERT_EQ(c.x.values.size(), c.x.rows * c.x.cols);
    const bool special = families()[c.recipe.family].special;
    for (std::size_t r = 0; r < c.x.rows; ++r) {
      bool finite = false;
      for (const double v : c.x.row(r)) {
        ASSERT_TRUE(same_bits(round_to(format, v), v)) << c.family_name() << ' ' << v;
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

TEST_P(DrawIn, EachClassOfInputsOccursAtItsPromisedRate) {
  constexpr std::uint64_t kFew = 10000;
  std::map<std::string_view, std::uint64_t> seen;
  for (std::uint64_t number = 0; number < kFew; ++number) {
    const Case c = draw(3, number, GetParam());
    for (const InputClass& one : input_classes()) {
      seen[one.name] += one.holds(c.x, GetParam()) ? 1 : 0;
    }
  }
  for (const InputClass& one : input_classes()) {
    const double share = static_cast<double>(seen[one.name]) / kFew;
    EXPECT_GE(share, one.least) << one.name;
    EXPECT_LE(share, one.most) << one.name;
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, DrawIn, testing::ValuesIn(kFormats),
                         [](const auto& given) { return std::string(traits(given.param).name); });

TEST(Draw, VisitsEveryLengthFrom1To257InAThousandCases) {
  std::set<std::size_t> lengths;
  for (std::uint64_t number = 4000; number < 4000 + 4 * 257; number += 4) {
    lengths.insert(draw(3, number, Format::f32).recipe.cols);
  }
  for (std::size_t n = 1; n <= 257; ++n) EXPECT_TRUE(lengths.contains(n)) << n;
}

TEST(Draw, LengthsAreShortMostlyAndLongSometimes) {
  std::vector<std::size_t> lengths;
  std::set<std::size_t> odd;
  for (std::uint64_t number = 0; number < kCases; ++number) {
    const Recipe recipe = draw(4, number, Format::f32).recipe;
    lengths.push_back(recipe.cols);
    if (recipe.rows >= 2 && recipe.cols > 512 && recipe.cols < 1024) odd.insert(recipe.cols);
  }
  for (int power = 3; power <= 12; ++power) {
    const std::size_t n = std::size_t{1} << power;
    for (const std::size_t near : {n - 1, n, n + 1}) {
      if (near > 4096) continue;
      EXPECT_GE(std::count(lengths.begin(), lengths.end(), near), 5) << near;
    }
  }
  std::sort(lengths.begin(), lengths.end());
  EXPECT_GE(lengths[kCases / 2], 12U);
  EXPECT_LE(lengths[kCases / 2], 30U);
  EXPECT_GE(odd.size(), 150U) << "of the 256 odd lengths in (512, 1024), in batches";
}

TEST(Draw, RowsOf65536AndMoreAndAnyNumberOfRowsOccurInADefaultAudit) {
  std::set<std::size_t> vast;
  std::set<std::size_t> rows;
  for (std::uint64_t number = 0; number < 2000; ++number) {
    const Recipe recipe = draw(1, number, Format::f32).recipe;
    rows.insert(recipe.rows);
    if (recipe.cols > 4096) vast.insert(recipe.cols);
  }
  EXPECT_GE(vast.size(), 3U);
  EXPECT_GE(*vast.rbegin(), 65535U);
  for (std::size_t r = 1; r <= 40; ++r) EXPECT_TRUE(rows.contains(r)) << r;
  EXPECT_GE(*rows.rbegin(), 257U);
}

TEST(Draw, OneCaseInAThousandHasOffsetsBeyond16Bits) {
  std::uint64_t large = 0;
  for (std::uint64_t number = 501; number < 20000; number += 1000) {
    large += draw(1, number, Format::bf16).x.values.size() > 65536 ? 1U : 0U;
  }
  EXPECT_EQ(large, 20U);
}

TEST(Draw, KeepsToItsLimits) {
  Limits tight;
  tight.max_cols = 5;
  tight.max_elements = 12;
  for (std::uint64_t number = 0; number < 3000; ++number) {
    const Case c = draw(1, number, Format::f16, tight);
    ASSERT_LE(c.x.cols, 5U);
    ASSERT_LE(c.x.values.size(), 12U);
    ASSERT_GE(c.x.values.size(), 1U);
  }
}

}  // namespace
}  // namespace softmax::verify::generator
