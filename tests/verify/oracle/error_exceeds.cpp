#include <gtest/gtest.h>

#include <cmath>

#include "verify/oracle/oracle.hpp"

namespace softmax::verify::oracle {
namespace {

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

}  // namespace
}  // namespace softmax::verify::oracle
