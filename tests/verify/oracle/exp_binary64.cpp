// The proved bound of the f64 exp, against MPFR: at the ends of every reduction interval, between
// them, and with a low part of the gap.
#include "verify/oracle/exp_binary64.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "tests/verify/oracle/compare.hpp"
#include "verify/core/seed.hpp"

namespace softmax::verify::oracle {
namespace {

TEST(ExpBinary64, IsWithinItsBound) {
  constexpr double kLn2 = 0x1.62e42fefa39efp-1;
  Stream stream(5, 5);
  std::vector<double> x;
  const double a = 3.0 + 0x1p-40;  // so that a - x is not a double for most x
  for (int k = 0; k < 866; ++k) {
    for (const double step : {-0.4999999, -0.25, 0.0, 0.3, 0.4999999}) {
      x.push_back(a - std::fabs((k + step) * kLn2));
    }
    x.push_back(a - std::fabs(k + stream.uniform(-0.5, 0.5)) * kLn2);
  }
  for (int k = 0; k < 3000; ++k) x.push_back(a - std::exp2(stream.uniform(-80.0, 9.2)));
  x.push_back(a - kGreatestBinary64Gap);
  const std::size_t n = x.size();
  std::vector<double> hi(n);
  std::vector<double> lo(n);
  std::vector<double> e(n);
  exp_gaps(a, x.data(), n, hi.data(), lo.data(), e.data());
  Wide worst = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const Wide d = Wide(a) - Wide(x[i]);
    ASSERT_TRUE(Wide(hi[i]) + Wide(lo[i]) == d) << i;
    if (hi[i] > kGreatestBinary64Gap) {
      ASSERT_EQ(e[i], 0.0);
      continue;
    }
    const Wide exact = exp(-d);
    const Wide units = abs(Wide(e[i]) - exact) / exact * 0x1p53;
    if (units > worst) worst = units;
    ASSERT_TRUE(units <= kExpBinary64Units) << "gap " << hi[i];
  }
  EXPECT_TRUE(worst > 0.5) << "nothing was measured";
  RecordProperty("observed_maximum_units", std::to_string(worst.convert_to<double>()));
}

TEST(ExpBinary64, FarAndMaskedEntriesAreZero) {
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<double> x = {0.0, -600.0, -600.0000001, -1e30, -3e38, -infinity, -1.0};
  std::vector<double> hi(x.size());
  std::vector<double> lo(x.size());
  std::vector<double> e(x.size());
  exp_gaps(0.0, x.data(), x.size(), hi.data(), lo.data(), e.data());
  EXPECT_EQ(e[0], 1.0);
  EXPECT_GT(e[1], 0x1p-866);
  for (const std::size_t i : {2U, 3U, 4U, 5U}) EXPECT_EQ(e[i], 0.0) << i;
  EXPECT_GT(e[6], 0.3678794411714);
}

}  // namespace
}  // namespace softmax::verify::oracle
