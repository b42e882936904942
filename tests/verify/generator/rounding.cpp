#include "verify/generator/family/rounding.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "verify/generator/family/elementary.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {
namespace {

// The slow rounding of core is the authority on the fast one.
double slow(Format format, double v) {
  if (!std::isfinite(v)) return v;
  return round_to(format, std::clamp(v, -greatest(format), greatest(format)));
}

class RoundingIn : public testing::TestWithParam<Format> {};

TEST_P(RoundingIn, AgreesWithCoreOnAllExponents) {
  const Format format = GetParam();
  const Rounding fit(format);
  Stream s(1, 1);
  for (int k = 0; k < 200000; ++k) {
    const double any = std::bit_cast<double>(s.bits());
    const double near = std::ldexp(s.uniform(-2, 2), static_cast<int>(s.below(300)) - 170);
    for (const double v : {any, near}) {
      ASSERT_TRUE(same_bits(fit(v), slow(format, v))) << v << ' ' << fit(v);
    }
  }
}

TEST_P(RoundingIn, AgreesWithCoreOnTiesAndAtTheEnds) {
  const Format format = GetParam();
  const Rounding fit(format);
  Stream s(1, 2);
  std::vector<double> points = {
      0.0, -0.0, least_subnormal(format), least_normal(format), greatest(format), 1.0};
  for (int k = 0; k < 3000; ++k) points.push_back(slow(format, std::bit_cast<double>(s.bits())));
  for (const double v : points) {
    const double middle = v / 2 + next_up(format, v) / 2;  // exact but for f64
    for (const double w : {v, -v, middle, -middle, std::nextafter(middle, 0.0), v * 1.5}) {
      ASSERT_TRUE(same_bits(fit(w), slow(format, w))) << w;
    }
  }
}

TEST_P(RoundingIn, ThresholdsAreTheLogarithmsTheyStandFor) {
  const Format format = GetParam();
  const Thresholds t = thresholds(format);
  const auto close = [](double a, long double b) {
    return std::fabs(static_cast<long double>(a) - b) <= 0x1p-53L * std::fabs(b) * 1.001L;
  };
  const long double eta = least_subnormal(format);
  EXPECT_TRUE(close(t.normal, -std::log(static_cast<long double>(least_normal(format)))));
  EXPECT_TRUE(close(t.subnormal, -std::log(eta)));
  EXPECT_TRUE(close(t.zero, -std::log(eta / 2)));
  EXPECT_TRUE(close(t.overflow, std::log(static_cast<long double>(greatest(format)))));
}

INSTANTIATE_TEST_SUITE_P(Formats, RoundingIn, testing::ValuesIn(kFormats),
                         [](const auto& given) { return std::string(traits(given.param).name); });

TEST(Elementary, ExpAndLogAreGoodToAFewUnits) {
  Stream s(1, 3);
  for (int k = 0; k < 20000; ++k) {
    const double x = s.uniform(-700, 20);
    ASSERT_LE(std::fabs(plain_exp(x) / std::exp(x) - 1.0), 0x1p-48) << x;
    const double y = std::exp(x);
    ASSERT_LE(std::fabs(plain_log(y) - std::log(y)), 0x1p-50 * (1.0 + std::fabs(x))) << y;
  }
}

// Mean 0 and variance 1 within 5 sigma of the sample; a tenth of one per cent beyond 3.3 sigma.
TEST(Normal, HasTheMomentsOfANormalDeviate) {
  constexpr int kDraws = 200000;
  Stream s(1, 4);
  double sum = 0.0;
  double squares = 0.0;
  int far = 0;
  for (int k = 0; k < kDraws; ++k) {
    const double z = normal(s);
    sum += z;
    squares += z * z;
    far += std::fabs(z) > 3.2905 ? 1 : 0;
  }
  EXPECT_LE(std::fabs(sum / kDraws), 5 / std::sqrt(kDraws));
  EXPECT_LE(std::fabs(squares / kDraws - 1), 5 * std::sqrt(2.0 / kDraws));
  EXPECT_GE(far, kDraws / 2000);
  EXPECT_LE(far, kDraws / 500);
}

}  // namespace
}  // namespace softmax::verify::generator
