// What each family promises of its rows.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>
#include <string>

#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {
namespace {

using Row = std::span<const double>;

// Rows of the family, over scales and variants, seeds and a few lengths.
void for_rows(std::string_view name, Format format,
              const std::function<void(const Recipe&, Row)>& check) {
  std::size_t family = 0;
  while (families()[family].name != name) ++family;
  Stream s(7, family);
  for (int k = 0; k < 300; ++k) {
    Recipe recipe{family, 1 + s.below(3), 1 + s.below(40), s.bits(), 0, 0};
    recipe.scale = static_cast<int>(s.below(static_cast<std::uint64_t>(families()[family].scales)));
    recipe.variant =
        static_cast<int>(s.below(static_cast<std::uint64_t>(families()[family].variants)));
    const Matrix x = expand(recipe, format);
    ASSERT_EQ(x.rows, recipe.rows);
    ASSERT_EQ(x.cols, recipe.cols);
    for (std::size_t r = 0; r < x.rows; ++r) check(recipe, x.row(r));
  }
}

double top(Row row) { return *std::max_element(row.begin(), row.end()); }
bool all(Row row, const std::function<bool(double)>& f) {
  return std::all_of(row.begin(), row.end(), f);
}

class FamiliesIn : public testing::TestWithParam<Format> {};

TEST_P(FamiliesIn, ConstantRowsAreConstant) {
  for_rows("constant", GetParam(), [](const Recipe&, Row row) {
    EXPECT_TRUE(all(row, [&](double v) { return v == row[0]; }));
  });
}

TEST_P(FamiliesIn, WholeNumbersAreWholeAndOfSoManyBits) {
  for_rows("whole-numbers", GetParam(), [](const Recipe& recipe, Row row) {
    // Of 16 and 32 bits the format may round them to the next power of two.
    constexpr double kLow[] = {-128, 0, -128, -8, -32768, -32768, -2147483648.0};
    constexpr double kHigh[] = {127, 255, 127, 7, 32768, 32768, 2147483648.0};
    const double low = kLow[recipe.variant];
    const double high = kHigh[recipe.variant];
    EXPECT_TRUE(all(row, [&](double v) { return v == std::trunc(v) && v >= low && v <= high; }));
  });
}

TEST_P(FamiliesIn, SortedRowsAreSorted) {
  for_rows("sorted", GetParam(), [](const Recipe& recipe, Row row) {
    if (recipe.variant == 0) {
      EXPECT_TRUE(std::is_sorted(row.begin(), row.end()));
    } else {
      EXPECT_TRUE(std::is_sorted(row.rbegin(), row.rend()));
    }
  });
}

TEST_P(FamiliesIn, MirroredRowsHoldTheNegativesOfTheirEntries) {
  for_rows("mirrored", GetParam(), [](const Recipe&, Row row) {
    EXPECT_GE(
        std::count_if(row.begin(), row.end(),
                      [&](double v) { return std::find(row.begin(), row.end(), -v) != row.end(); }),
        static_cast<std::ptrdiff_t>(row.size() / 2 * 2));
  });
}

TEST_P(FamiliesIn, TiesHaveTheMaximumTwice) {
  for_rows("ties", GetParam(), [](const Recipe&, Row row) {
    EXPECT_GE(std::count(row.begin(), row.end(), top(row)), row.size() > 1 ? 2 : 1);
  });
}

TEST_P(FamiliesIn, NegativeRowsAreNegative) {
  for_rows("negative", GetParam(), [](const Recipe&, Row row) { EXPECT_LT(top(row), 0.0); });
}

TEST_P(FamiliesIn, LevelsAreFurtherApartThanTheRangeOfExp) {
  std::size_t family = 0;
  while (families()[family].name != "levels") ++family;
  for (int scale = 0; scale < families()[family].scales; ++scale) {
    const Matrix x = expand({family, 9, 5, 3, scale, 0}, GetParam());
    double low = kInfinity;
    double high = -kInfinity;
    for (std::size_t r = 0; r < 9; ++r) {
      low = std::min(low, top(x.row(r)));
      high = std::max(high, top(x.row(r)));
    }
    EXPECT_GT(high - low, thresholds(GetParam()).zero);
  }
}

TEST_P(FamiliesIn, AdjacentEntriesAreAFewSpacingsApart) {
  for_rows("adjacent", GetParam(), [](const Recipe&, Row row) {
    double low = *std::min_element(row.begin(), row.end());
    int steps = 0;
    while (low < top(row) && steps < 100) {
      low = next_up(GetParam(), low);
      ++steps;
    }
    EXPECT_LE(steps, 7);
  });
}

TEST_P(FamiliesIn, TheMaximumStandsFarAboveTheRest) {
  for_rows("maximum-at", GetParam(), [](const Recipe&, Row row) {
    EXPECT_EQ(top(row), 0.0);
    EXPECT_EQ(std::count(row.begin(), row.end(), 0.0), 1);
    EXPECT_TRUE(all(row, [](double v) { return v == 0.0 || v <= -1.0; }));
  });
}

TEST_P(FamiliesIn, NearZeroRowsHaveALogsumexpNearZero) {
  for_rows("near-zero", GetParam(), [](const Recipe&, Row row) {
    double sum = 0.0;
    for (const double v : row) sum += std::exp(v);
    // Entries of at most 15 in magnitude, rounded to u each; or a maximum near 0 and tiny others.
    EXPECT_LE(std::fabs(std::log(sum)), 0.7);
  });
}

TEST_P(FamiliesIn, MasksLeaveOneFiniteEntryAndOneLeftLeavesExactlyOne) {
  for_rows("masks", GetParam(),
           [](const Recipe&, Row row) { EXPECT_TRUE(std::isfinite(top(row))); });
  for_rows("one-left", GetParam(), [](const Recipe&, Row row) {
    EXPECT_EQ(std::count_if(row.begin(), row.end(), [](double v) { return std::isfinite(v); }), 1);
  });
}

TEST_P(FamiliesIn, SpecialRowsHoldNaNAndInfinityInEveryCombination) {
  bool one_nan = false;
  bool nan_in_masks = false;
  bool one_infinity = false;
  bool two_infinities = false;
  bool both = false;
  for_rows("special", GetParam(), [&](const Recipe&, Row row) {
    const auto nans = std::count_if(row.begin(), row.end(), [](double v) { return std::isnan(v); });
    const auto infinities = std::count(row.begin(), row.end(), kInfinity);
    const auto masks = std::count(row.begin(), row.end(), -kInfinity);
    one_nan = one_nan || (nans == 1 && infinities == 0 && masks == 0 && row.size() > 1);
    nan_in_masks = nan_in_masks || (nans == 1 && masks > 1 && masks + 1 == std::ssize(row));
    one_infinity = one_infinity || (infinities == 1 && nans == 0);
    two_infinities = two_infinities || (infinities == 2 && nans == 0);
    both = both || (infinities == 1 && nans == 1);
  });
  EXPECT_TRUE(one_nan && nan_in_masks && one_infinity && two_infinities && both);
}

TEST_P(FamiliesIn, TinyEntriesAreSubnormalAndZerosHaveBothSigns) {
  int subnormal = 0;
  int negative_zero = 0;
  for_rows("tiny", GetParam(), [&](const Recipe&, Row row) {
    for (const double v : row) {
      subnormal += v != 0.0 && std::fabs(v) < least_normal(GetParam()) ? 1 : 0;
      negative_zero += v == 0.0 && std::signbit(v) ? 1 : 0;
    }
  });
  EXPECT_GE(subnormal, 500);
  EXPECT_GE(negative_zero, 500);
}

TEST_P(FamiliesIn, TheLastScaleAndVariantAreInTheFormat) {
  for (std::size_t k = 0; k < families().size(); ++k) {
    const Matrix x =
        expand({k, 2, 3, 1, families()[k].scales - 1, families()[k].variants - 1}, GetParam());
    EXPECT_EQ(x.values.size(), 6U) << families()[k].name;
    for (const double v : x.values) EXPECT_TRUE(same_bits(v, round_to(GetParam(), v)));
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, FamiliesIn, testing::ValuesIn(kFormats),
                         [](const auto& given) { return std::string(traits(given.param).name); });

}  // namespace
}  // namespace softmax::verify::generator
