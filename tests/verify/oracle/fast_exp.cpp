#include "verify/oracle/fast_exp.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace softmax::verify::oracle
