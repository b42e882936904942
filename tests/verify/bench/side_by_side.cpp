#include "verify/bench/side_by_side.hpp"

#include <gtest/gtest.h>

namespace softmax::verify::bench {
namespace {

const Side kDouble{Function::softmax, Format::f64, {6.0, 6.0, 6.0}, {}};
const Side kFloat{Function::softmax, Format::f32, {4.0, 4.0, 9.0}, {}};
const Side kSum{Function::logsumexp, Format::f32, {3.0, 2.0, 1.0}, {}};

TEST(SideBySide, IsFoundByFunctionAndFormat) {
  const SideBySide all{{4, 4}, {kDouble, kFloat, kSum}};
  EXPECT_EQ(all.of(Function::logsumexp, Format::f32), &all.sides[2]);
  EXPECT_EQ(all.of(Function::logsumexp, Format::f64), nullptr);
}

TEST(SideBySide, RatiosAreOfMediansToSoftmaxOfFloat) {
  const SideBySide all{{4, 4}, {kDouble, kFloat, kSum}};
  EXPECT_EQ(ratio_of(all, all.sides[0]), 1.5);
  EXPECT_EQ(ratio_of(all, all.sides[1]), 1.0);
  EXPECT_EQ(ratio_of(all, all.sides[2]), 0.5);
}

TEST(SideBySide, RatiosAreToTheFirstWhereThereIsNoSoftmaxOfFloat) {
  const SideBySide all{{4, 4}, {kDouble, kSum}};
  EXPECT_EQ(&reference(all), &all.sides[0]);
  EXPECT_EQ(ratio_of(all, all.sides[0]), 1.0);
}

}  // namespace
}  // namespace softmax::verify::bench
