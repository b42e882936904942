// error_exceeds decides always, and right: on results that lie far nearer to a limit than any fixed
// precision sees.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/verify/oracle/rows.hpp"
#include "verify/oracle/oracle.hpp"

namespace softmax::verify::oracle {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr auto kSoftmax = Function::softmax;
constexpr auto kLogSoftmax = Function::log_softmax;
constexpr auto kLogsumexp = Function::logsumexp;

bool exceeds(Function function, const Row& x, std::size_t j, double y, double limit,
             int exponent = 0) {
  return Oracle().error_exceeds(function, x, j, y, limit, exponent);
}

// softmax([0, 2^-52])_1 = 1/2 + 2^-54 - 2^-156/48 - ...: just below the midpoint of 1/2 and
// 1/2 + 2^-53, nearer than any double-double can tell.
TEST(ErrorExceeds, DecidesNextToAMidpoint) {
  Oracle oracle;
  const std::vector<double> x = {0.0, 0x1p-52};
  EXPECT_FALSE(oracle.error_exceeds(Function::softmax, x, 1, 0.5, 0x1p-54));
  EXPECT_TRUE(oracle.error_exceeds(Function::softmax, x, 1, 0.5 + 0x1p-53, 0x1p-54));
}

TEST(ErrorExceeds, RationalCasesEnd) {
  Oracle oracle;
  const std::vector<double> thirds = {2.0, 2.0, 2.0};
  EXPECT_FALSE(oracle.error_exceeds(Function::softmax, thirds, 0, 1.0 / 3, 0x1p-55));
  EXPECT_TRUE(oracle.error_exceeds(Function::softmax, thirds, 0, 1.0 / 3, 0x1p-60));
  const std::vector<double> halves = {2.0, 2.0};
  EXPECT_FALSE(oracle.error_exceeds(Function::softmax, halves, 0, 0.5, 0.0));
  EXPECT_FALSE(oracle.error_exceeds(Function::softmax, halves, 0, 0.5 + 0x1p-53, 0x1p-53));
  EXPECT_TRUE(oracle.error_exceeds(Function::softmax, halves, 0, 0.5 + 0x1p-53, 0x1p-54));
}

TEST(ErrorExceeds, LimitsBelowTheLeastDouble) {
  Oracle oracle;
  // exp(-745) = 1.0099 quanta of f64 (S = 1 to the last bit of interest).
  const std::vector<double> x = {0.0, -745.0};
  EXPECT_FALSE(oracle.error_exceeds(Function::softmax, x, 1, 0x1p-1074, 0.5, -1074));
  EXPECT_TRUE(oracle.error_exceeds(Function::softmax, x, 1, 0.0, 0.5, -1074));
}

// The gap is 2^60 exactly and ln S = exp(-2^60), far below any precision: where |y - gap| equals
// the limit, the sign of ln S decides.
TEST(ErrorExceeds, AGapThatIsAMidpointIsDecidedByTheSignOfLnS) {
  Oracle oracle;
  const double far = 1e30;
  const std::vector<double> x = {far, far - 0x1p60, 0.0};
  const double gap = 0x1p60;
  EXPECT_FALSE(oracle.error_exceeds(Function::log_softmax, x, 1, -gap, 0.5));
  EXPECT_TRUE(oracle.error_exceeds(Function::log_softmax, x, 1, -gap, 0.0));
  EXPECT_TRUE(oracle.error_exceeds(Function::log_softmax, x, 1, -(gap - 256), 256.0));
  EXPECT_FALSE(oracle.error_exceeds(Function::log_softmax, x, 1, -(gap + 256), 256.0));
}

TEST(ErrorExceeds, MaskedAndTinyResults) {
  Oracle oracle;
  const std::vector<double> x = {0.0, -HUGE_VAL, -1e300};
  EXPECT_FALSE(oracle.error_exceeds(Function::softmax, x, 1, 0.0, 0.0));
  EXPECT_TRUE(oracle.error_exceeds(Function::softmax, x, 1, 0x1p-1074, 0.0));
  EXPECT_FALSE(oracle.error_exceeds(Function::softmax, x, 2, 0.0, 0.5, -1074));
  EXPECT_TRUE(oracle.error_exceeds(Function::softmax, x, 2, 0x1p-1074, 0.5, -1074));
}

// softmax([0, -t]) = 1/2 + t/4 - t^3/48 + ..., 1/2 - t/4 + t^3/48 - ...
TEST(ErrorExceeds, NearestToAMidpoint) {
  const Row x = {0.0, -0x1p-52};
  EXPECT_FALSE(exceeds(kSoftmax, x, 0, 0.5, 0x1p-54));  // t^3/48 = 2^-161.6 decides
  EXPECT_TRUE(exceeds(kSoftmax, x, 0, 0.5, std::nextafter(0x1p-54, 0.0)));
  EXPECT_FALSE(exceeds(kSoftmax, x, 1, 0.5, 0x1p-54));
  EXPECT_TRUE(exceeds(kSoftmax, x, 0, 0.5 + 0x1p-53, 0x1p-54));
  EXPECT_TRUE(exceeds(kSoftmax, x, 1, 0.5 - 0x1p-53, 0x1p-54));
  EXPECT_FALSE(exceeds(kSoftmax, x, 1, 0.5 - 0x1p-54, 0x1p-160));
  EXPECT_TRUE(exceeds(kSoftmax, x, 1, 0.5 - 0x1p-54, 0x1p-162));
}

TEST(ErrorExceeds, TheSmallestGap) {
  const Row x = {0.0, -0x1p-1074};  // t^3/48 = 2^-3227.6
  EXPECT_FALSE(exceeds(kSoftmax, x, 0, 0.5, 1.0, -1076));
  EXPECT_FALSE(exceeds(kSoftmax, x, 1, 0.5, 1.0, -1076));
  EXPECT_TRUE(exceeds(kSoftmax, x, 0, 0.5, std::nextafter(1.0, 0.0), -1076));
  EXPECT_TRUE(exceeds(kSoftmax, x, 1, 0.5, std::nextafter(1.0, 0.0), -1076));
}

// g = 1/2 - e^-D/4 + ..., 1 - e^-D + ...: off a rational by less than any precision would show.
TEST(ErrorExceeds, FarTermsOnlyDecide) {
  for (const double gap : {1e3, 1e6, 4.9e7, 7e7, 1.01e8, 1e300, 1.7e308}) {
    SCOPED_TRACE(gap);
    const Row tie = {0.0, 0.0, -gap};
    EXPECT_TRUE(exceeds(kSoftmax, tie, 0, 0.5, 0.0));
    EXPECT_FALSE(exceeds(kSoftmax, tie, 0, 0.5, 0x1p-1074));
    EXPECT_FALSE(exceeds(kSoftmax, tie, 0, 0.25, 0.25));
    EXPECT_TRUE(exceeds(kSoftmax, tie, 0, 0.75, 0.25));
    const Row one = {0.0, -gap};
    EXPECT_TRUE(exceeds(kSoftmax, one, 0, 1.0, 0.0));
    EXPECT_FALSE(exceeds(kSoftmax, one, 0, 0.5, 0.5));
    EXPECT_TRUE(exceeds(kSoftmax, one, 0, 1.5, 0.5));
    EXPECT_TRUE(exceeds(kSoftmax, one, 1, 0.0, 0.0));
    EXPECT_FALSE(exceeds(kSoftmax, one, 1, 0x1p-1074, 0x1p-1074));
    EXPECT_TRUE(exceeds(kLogSoftmax, one, 0, 0.0, 0.0));
    EXPECT_TRUE(exceeds(kLogSoftmax, one, 1, -gap, 0.0));
    EXPECT_FALSE(exceeds(kLogSoftmax, one, 1, -gap, 0x1p-1074));
    const double above = std::nextafter(-gap, 0.0);
    const double below = std::nextafter(-gap, -kInfinity);
    EXPECT_TRUE(exceeds(kLogSoftmax, one, 1, above, above + gap));
    EXPECT_FALSE(exceeds(kLogSoftmax, one, 1, below, -gap - below));
    EXPECT_TRUE(exceeds(kLogsumexp, one, 0, 0.0, 0.0));
    EXPECT_FALSE(exceeds(kLogsumexp, one, 0, 0.0, 0x1p-1074));
    EXPECT_TRUE(exceeds(kLogsumexp, {1.0, 1.0 - gap}, 0, 1.0 - 0x1p-53, 0x1p-53));
    EXPECT_FALSE(exceeds(kLogsumexp, {1.0, 1.0 - gap}, 0, 1.0 + 0x1p-52, 0x1p-52));
  }
}

// Rational results may meet a limit exactly, and then do not exceed it.
TEST(ErrorExceeds, RationalResults) {
  for (std::size_t m = 1; m <= 70; ++m) {
    SCOPED_TRACE(m);
    const Row x(m, -3.5);
    const double y = 1.0 / static_cast<double>(m);
    const double remainder = std::fma(y, static_cast<double>(m), -1.0);  // (y - 1/m) m, exact
    EXPECT_EQ(exceeds(kSoftmax, x, 0, y, 0.0), remainder != 0.0);
    const double error = std::fabs(remainder) / static_cast<double>(m);  // nearest double to it
    EXPECT_TRUE(error == 0.0 || exceeds(kSoftmax, x, 0, y, error * (1.0 - 0x1p-50)));
    EXPECT_FALSE(exceeds(kSoftmax, x, 0, y, error * (1.0 + 0x1p-50)));
  }
  EXPECT_FALSE(exceeds(kSoftmax, Row(4, 1.0), 3, 0.5, 0.25));
  EXPECT_TRUE(exceeds(kSoftmax, Row(4, 1.0), 3, 0.5, std::nextafter(0.25, 0.0)));
  EXPECT_FALSE(exceeds(kSoftmax, {7.0, -kInfinity, 7.0}, 2, 0.5, 0.0));
  EXPECT_FALSE(exceeds(kSoftmax, {1e308}, 0, 1.0, 0.0));
  EXPECT_FALSE(exceeds(kSoftmax, {1e308}, 0, 0.0, 1.0));
  EXPECT_FALSE(exceeds(kLogSoftmax, {1e308}, 0, 0.0, 0.0));
  EXPECT_TRUE(exceeds(kLogSoftmax, {1e308}, 0, 0x1p-1074, 0.5, -1074));
  EXPECT_FALSE(exceeds(kLogSoftmax, {1e308}, 0, 0x1p-1074, 1.0, -1074));
  EXPECT_FALSE(exceeds(kLogsumexp, {0x1p-1074, -kInfinity}, 0, 0x1p-1074, 0.0));
  EXPECT_TRUE(exceeds(kLogsumexp, {0x1p-1074}, 0, 0.0, 0.5, -1074));
  EXPECT_FALSE(exceeds(kLogsumexp, {-1.5e308}, 0, -1.5e308, 0.0));
}

TEST(ErrorExceeds, ImpossibleResultsAndLimits) {
  const Row x = {0.0, -kInfinity};
  EXPECT_FALSE(exceeds(kLogSoftmax, x, 1, -kInfinity, 0.0));
  EXPECT_TRUE(exceeds(kLogSoftmax, x, 1, -1e308, 1e308));
  for (const double y : {kInfinity, -kInfinity, std::nan("")}) {
    for (const Function function : kFunctions) {
      EXPECT_TRUE(exceeds(function, x, 0, y, 1e300, 900)) << y;
    }
    EXPECT_TRUE(exceeds(kSoftmax, x, 1, y, 1e300)) << y;
  }
  EXPECT_FALSE(exceeds(kLogsumexp, {1.7e308}, 0, -1.7e308, 1.0, 1025));
  EXPECT_TRUE(exceeds(kLogsumexp, {1.7e308}, 0, -1.7e308, 1.0, 1024));
  EXPECT_FALSE(exceeds(kLogsumexp, {1.7e308}, 0, -1.7e308, 1.0, 2000000000));
  EXPECT_THROW(exceeds(kSoftmax, x, 0, 1.0, -1.0), std::out_of_range);
  EXPECT_THROW(exceeds(kSoftmax, x, 0, 1.0, kInfinity), std::out_of_range);
  EXPECT_THROW(exceeds(kSoftmax, x, 0, 1.0, 1.0, -5000), std::out_of_range);
}

// logsumexp near 0: ln S cancels a to the last bits of f64.
TEST(ErrorExceeds, CancellingLogsumexp) {
  const double a = -0x1.62e42fefa39efp-1;  // the double next to -ln 2
  const double y = 0x1.abc9e3b39803fp-56;  // ln 2 + a rounded
  EXPECT_FALSE(exceeds(kLogsumexp, {a, a}, 0, y, 0x1p-109));
  EXPECT_TRUE(exceeds(kLogsumexp, {a, a}, 0, y, 0.0));
  EXPECT_TRUE(exceeds(kLogsumexp, {a, a}, 0, std::nextafter(y, 0.0), 0x1p-109));
  EXPECT_TRUE(exceeds(kLogsumexp, {a, a}, 0, 0.0, 0x1p-56));
}

// Prouhet-Tarry-Escott: sum t_i^k is the same for both halves for k = 1 ... 5, so that moments of
// odd order vanish and the row is 1/16 to the second order of its spread, 2^-2120.
TEST(ErrorExceeds, VanishingDerivatives) {
  Row x = {0.0};
  for (const double t : {4., 9., 13., -4., -9., -13.}) x.push_back(std::ldexp(t, -1060));
  for (const double t : {1., 11., 12., -1., -11., -12.}) x.push_back(std::ldexp(t, -1060));
  for (int k = 0; k < 3; ++k) x.push_back(0.0);
  EXPECT_TRUE(exceeds(kSoftmax, x, 0, 0.0625, 0.0));
  EXPECT_FALSE(exceeds(kSoftmax, x, 0, 0.0625, 0x1p-1074));
}

}  // namespace
}  // namespace softmax::verify::oracle
