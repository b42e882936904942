#include "verify/oracle/fast_exp.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "tests/verify/oracle/compare.hpp"

namespace softmax::verify::oracle {
namespace {

// The proved bound of exp, against MPFR, at the ends of every reduction interval and in between.
TEST(FastExp, IsWithinItsBound) {
  Wide worst = 0;
  for (int k = 0; k < 1200; ++k) {
    for (const double step : {-0.4999999, -0.25, 0.0, 0.3, 0.4999999}) {
      const double d = std::fabs((k + step) * 0x1.62e42fefa39efp-1);
      const ScaledExp e = fast_exp({d, 0.0});
      const Wide exact = exp(-Wide(d));
      const Wide fast = ldexp(Wide(e.significand.hi) + Wide(e.significand.lo), -e.k);
      const Wide error = abs(fast - exact) / exact;
      if (error > worst) worst = error;
      ASSERT_TRUE(error <= kExpError) << d;
    }
  }
  EXPECT_TRUE(worst > 0x1p-110) << "nothing was measured";
}

// Lanes and remainder, near and far gaps, masked entries: the bits of the scalar form.
TEST(FastExp, GivesTheSameBitsForManyAsForOne) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const double a = 3.25;
  std::vector<double> x;
  for (int k = 0; k < 1003; ++k) x.push_back(a - k * 0.7310585786300049);
  x[5] = -kInfinity;
  x[6] = -2e5;
  x[7] = -1e300;
  std::vector<double> values(FastExps::kArrays * x.size());
  const FastExps many(values.data(), x.size());
  fast_exps(a, x.data(), x.size(), many);
  for (std::size_t j = 0; j < x.size(); ++j) {
    const DoubleDouble d = two_sum(a, -x[j]);
    EXPECT_EQ(many.d_hi[j], d.hi);
    const bool near = d.hi <= kGreatestFastGap;
    if (near) {
      EXPECT_EQ(many.d_lo[j], d.lo);
    }
    const ScaledExp one = fast_exp(near ? d : DoubleDouble{kGreatestFastGap, 0.0});
    EXPECT_EQ(many.significand_hi[j], one.significand.hi) << j;
    EXPECT_EQ(many.significand_lo[j], one.significand.lo) << j;
    EXPECT_EQ(many.k[j], one.k) << j;
  }
}

// At the end of the range the gap keeps its low part.
TEST(FastExp, TheGreatestGapIsWithinTheRange) {
  const double a = 0x1.8p-40;
  const double x = -kGreatestFastGap;
  double values[FastExps::kArrays];
  const FastExps one(values, 1);
  fast_exps(a, &x, 1, one);
  ASSERT_EQ(one.d_hi[0], kGreatestFastGap);
  ASSERT_EQ(one.d_lo[0], a);
  const ScaledExp e = fast_exp({kGreatestFastGap, a});
  EXPECT_EQ(one.significand_hi[0], e.significand.hi);
  EXPECT_EQ(one.significand_lo[0], e.significand.lo);
}

}  // namespace
}  // namespace softmax::verify::oracle
