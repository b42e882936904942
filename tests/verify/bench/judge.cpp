#include "verify/bench/judge.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "softmax/rows.hpp"

namespace softmax::verify::bench {
namespace {

// The library's own results, each then changed by `change`.
template <class Change>
Judgement judged(Change change) {
  const Rows rows(Format::f32, {64, 100});
  const auto* x = static_cast<const float*>(rows.x());
  auto* y = static_cast<float*>(rows.y());
  softmax_rows(x, y, contiguous_rows(64, 100));
  change(y);
  return Judge(Function::softmax, rows).judge(rows);
}

TEST(Judge, CorrectlyRoundedResultsAreWithinHalfAnUlp) {
  const Judgement judgement = judged([](float*) {});
  EXPECT_TRUE(judgement.sane);
  EXPECT_EQ(judgement.results, 6400U);
  EXPECT_GT(judgement.largest_ulp, 0.4);
  EXPECT_LE(judgement.largest_ulp, 0.5);
}

TEST(Judge, OneWrongResultIsSeenWithItsSize) {
  const Judgement judgement = judged([](float* y) { y[6399] *= 1.01F; });
  EXPECT_FALSE(judgement.sane);
  EXPECT_GT(judgement.largest_ulp, 8e4);
  EXPECT_LT(judgement.largest_ulp, 2e5);
}

TEST(Judge, AFewUlpAreAnHonestError) {
  const Judgement judgement = judged([](float* y) {
    for (int k = 0; k < 3; ++k) y[17] = std::nextafter(y[17], 1.0F);
  });
  EXPECT_TRUE(judgement.sane);
  EXPECT_GT(judgement.largest_ulp, 2.4);
}

TEST(Judge, WhatIsNoNumberOrNotWrittenIsInfinitelyWrong) {
  const Rows rows(Format::f32, {64, 100});
  rows.clear_y();
  const Judgement judgement = Judge(Function::softmax, rows).judge(rows);
  EXPECT_FALSE(judgement.sane);
  EXPECT_TRUE(std::isinf(judgement.largest_ulp));
}

TEST(Judge, LongBatchesAreJudgedInPartAndOneRowAlways) {
  const Rows many(Format::f32, {4096, 128});
  EXPECT_EQ(Judge(Function::softmax, many).judge(many).results, Judge::kMostResults);
  const Rows one(Format::f32, {2, 200000});
  EXPECT_EQ(Judge(Function::softmax, one).judge(one).results, 200000U);
  EXPECT_EQ(Judge(Function::logsumexp, one).judge(one).results, 1U);
}

}  // namespace
}  // namespace softmax::verify::bench
