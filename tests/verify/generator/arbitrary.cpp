#include "verify/generator/arbitrary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "verify/generator/shrink.hpp"

namespace softmax::verify::generator {
namespace {

// By hand and not by rc::check, whose seed comes from the clock.
TEST(Arbitrary, CasesAreTheExpansionOfTheirRecipeAndSoAreTheirShrinks) {
  const auto cases = arbitrary_case(Format::f32);
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const rc::Shrinkable<Case> one = cases(rc::Random(seed), rc::kNominalSize);
    const Case drawn = one.value();
    auto shrinks = one.shrinks();
    for (rc::Maybe<rc::Shrinkable<Case>> next(one); next; next = shrinks.next()) {
      const Case c = next->value();
      const Matrix x = expand(c.recipe, Format::f32);
      ASSERT_EQ(c.x.rows, c.recipe.rows);
      ASSERT_EQ(c.x.cols, c.recipe.cols);
      ASSERT_TRUE(std::equal(x.values.begin(), x.values.end(), c.x.values.begin(), same_bits));
      ASSERT_LE(c.x.values.size(), drawn.x.values.size());
    }
  }
}

TEST(Arbitrary, EveryShrinkOfARecipeIsSimplerAndOfTheSameFamily) {
  for (std::uint64_t number = 0; number < 200; ++number) {
    const Recipe recipe = draw(1, number, Format::f32).recipe;
    auto shrinks = simpler(recipe);
    while (const auto other = shrinks.next()) {
      EXPECT_EQ(other->family, recipe.family);
      EXPECT_EQ(other->seed, recipe.seed);
      EXPECT_GE(other->cols, 1U);
      EXPECT_GE(other->rows, 1U);
      EXPECT_LT(
          other->cols + other->rows + static_cast<std::size_t>(other->scale + other->variant),
          recipe.cols + recipe.rows + static_cast<std::size_t>(recipe.scale + recipe.variant));
    }
  }
}

TEST(Arbitrary, ARecipeShrinksToTheFewestColumnsRowsAndTheLeastScale) {
  const Recipe recipe{0, 9, 4000, 77, 13, 0};
  const auto fails = [](const Matrix& x) { return x.cols >= 100 && x.rows >= 2; };
  const Recipe least = shrink_recipe(recipe, Format::f32, fails);
  EXPECT_EQ(least, (Recipe{0, 2, 100, 77, 0, 0}));
}

TEST(Arbitrary, ARecipeKeepsToItsBudget) {
  std::size_t calls = 0;
  const auto fails = [&](const Matrix& x) {
    ++calls;
    return x.cols >= 100;
  };
  const Recipe least = shrink_recipe({0, 9, 4000, 77, 13, 0}, Format::f32, fails, 5);
  EXPECT_LE(calls, 5U);
  EXPECT_GE(least.cols, 100U);
}

TEST(Arbitrary, ACounterexampleIsShownInHexadecimal) {
  std::ostringstream out;
  showValue(Case{3, {0, 1, 2, 5, 0, 0}, Format::f32, Matrix{1.5, -0.0}}, out);
  EXPECT_NE(out.str().find("0x1.8p+0"), std::string::npos) << out.str();
  EXPECT_NE(out.str().find("case 3 in f32"), std::string::npos) << out.str();
}

}  // namespace
}  // namespace softmax::verify::generator
