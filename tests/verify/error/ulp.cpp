#include "verify/error/ulp.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace softmax::verify::error {
namespace {

using oracle::Exact;

// Exactly known g: the interval must contain the error and be as narrow as its roundings.
void expect_error(Format format, double y, const Exact& g, double ulp) {
  const Interval error = ulp_error(format, y, g);
  EXPECT_LE(error.low, ulp);
  EXPECT_GE(error.high, ulp);
  EXPECT_LE(error.high - error.low, 0x1p-48 * (1 + ulp));
}

TEST(Ulp, SpacingIsThatOfTheBinadeOfTheExactValue) {
  EXPECT_EQ(spacing(Format::f32, 1.0), 0x1p-23);
  EXPECT_EQ(spacing(Format::f32, 1.999), 0x1p-23);
  EXPECT_EQ(spacing(Format::f32, 0.999), 0x1p-24);
  EXPECT_EQ(spacing(Format::f64, -8.0), 0x1p-49);
  EXPECT_EQ(spacing(Format::bf16, 1.0), 0x1p-7);
}

TEST(Ulp, SubnormalResultsAreMeasuredInTheQuantum) {
  EXPECT_EQ(spacing(Format::f32, 0x1p-140), 0x1p-149);
  EXPECT_EQ(spacing(Format::f32, 0x1p-126), 0x1p-149);
  EXPECT_EQ(spacing(Format::f16, 0x1p-20), 0x1p-24);
  expect_error(Format::f32, 0x1p-149, {0x1.8p-149}, 0.5);
  expect_error(Format::f32, 0.0, {0x1p-149}, 1.0);
  expect_error(Format::f32, 0.0, {0x1p-151}, 0.25);
  // Far below a double's own range, through the exponent.
  expect_error(Format::f64, 0.0, {1.0, 0.0, -1075, 0.0}, 0.5);
  expect_error(Format::f64, 0x1p-1074, {1.5, 0.0, -1074, 0.0}, 0.5);
}

TEST(Ulp, ZeroHasTheQuantumAndNoSign) {
  expect_error(Format::f32, 0.0, {0.0}, 0.0);
  expect_error(Format::f32, -0.0, {0.0}, 0.0);
  expect_error(Format::f32, 0x1p-149, {0.0}, 1.0);
}

TEST(Ulp, BinadeCrossingIsMeasuredOnTheSideOfTheExactValue) {
  // g just below 1: its spacing is half of that above 1, so y = 1 + 2^-23 is two spacings off.
  expect_error(Format::f32, 1.0 + 0x1p-23, {1.0 - 0x1p-24}, 3.0);
  // g = 1 exactly: the upper binade.
  expect_error(Format::f32, 1.0 - 0x1p-24, {1.0}, 0.5);
  // hi was rounded up to 1 but the value lies below it.
  expect_error(Format::f32, 1.0, {1.0, -0x1p-60}, 0x1p-36);
}

TEST(Ulp, IsTakenBeforeRounding) {
  expect_error(Format::f32, 1.0, {1.0 + 0x1p-24}, 0.5);
  expect_error(Format::f32, 1.0, {1.0 + 0x1p-25}, 0.25);
}

TEST(Ulp, LowPartCounts) {
  const Exact g{1.0, 0x1p-54};
  expect_error(Format::f64, 1.0, g, 0.25);
}

TEST(Ulp, EnclosureWidensTheInterval) {
  const Interval error = ulp_error(Format::f32, 1.5, {1.5, 0.0, 0, 0x1p-40});
  EXPECT_EQ(error.low, 0.0);
  EXPECT_GE(error.high, 1.5 * 0x1p-40 / 0x1p-23);
}

TEST(Ulp, AnErrorThatNoDoubleHoldsIsInfinite) {
  const Interval error = ulp_error(Format::f64, 1.0, {1.0, 0.0, -3000000, 0.0});
  EXPECT_EQ(error.low, std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace softmax::verify::error
