#include "verify/bench/measure.hpp"

#include <gtest/gtest.h>

#include <atomic>

#include "verify/bench/statistics.hpp"

namespace softmax::verify::bench {
namespace {

// Work that grows with the rows it is asked for.
bool spin(std::size_t rows, int each) {
  for (std::size_t r = 0; r < rows; ++r) {
    for (int i = 0; i < each; ++i) asm volatile("");
  }
  return true;
}

Kernel spinning(int each) {
  return [each](const void*, void*, std::size_t rows, std::size_t) { return spin(rows, each); };
}

TEST(Measure, GivesEachContestantItsRoundsInOrder) {
  const Rows rows(Format::f32, {64, 4});
  const Plan plan{5, 0.002};
  const auto times = measure({{spinning(4000), &rows}, {spinning(400), &rows}}, plan);
  ASSERT_EQ(times.size(), 2U);
  EXPECT_EQ(times[0].size(), 5U);
  EXPECT_EQ(times[1].size(), 5U);
  // Ten times the work; a factor of three is left to a busy machine.
  EXPECT_GT(median(times[0]), 3.0 * median(times[1]));
  EXPECT_GT(least(times[1]), 0.0);
}

TEST(Measure, GivesEachContestantItsOwnRows) {
  const Rows wide(Format::f32, {8, 40});
  const Rows narrow(Format::f64, {8, 4});
  std::atomic<int> other = 0;
  const auto with = [&other](const Rows& own) {
    return [&other, &own](const void* x, void* y, std::size_t rows, std::size_t cols) {
      if (x != own.x() || y != own.y() || cols != own.shape().cols) ++other;
      return spin(rows, 4000);
    };
  };
  const auto times = measure({{with(wide), &wide}, {with(narrow), &narrow}}, {5, 0.002});
  EXPECT_EQ(other, 0);
  // A tenth of the elements in the same time; a factor of three is left to a busy machine.
  EXPECT_GT(median(times.at(1)), 3.0 * median(times.at(0)));
}

TEST(Measure, TwoMeasurementsInOneProcessDoNotMix) {
  const Rows rows(Format::f32, {4, 4});
  const Plan plan{2, 0.001};
  EXPECT_EQ(measure({{spinning(10), &rows}}, plan).at(0).size(), 2U);
  EXPECT_EQ(measure({{spinning(10), &rows}}, plan).at(0).size(), 2U);
}

TEST(TwoThreads, EachHasItsOwnHalfOfTheRows) {
  const Rows rows(Format::f32, {10, 7});
  const auto* begin = static_cast<const float*>(rows.x());
  std::atomic<int> whole = 0, upper = 0, lower = 0, other = 0;
  const Kernel kernel = [&](const void* x, void* y, std::size_t count, std::size_t) {
    const auto at = static_cast<const float*>(x) - begin;
    const auto to = static_cast<float*>(y) - static_cast<float*>(rows.y());
    if (count == 10 && at == 0 && to == 0)
      ++whole;
    else if (count == 5 && at == 0 && to == 0)
      ++lower;
    else if (count == 5 && at == 35 && to == 5)
      ++upper;
    else
      ++other;
    return spin(count, 1000);
  };
  EXPECT_GT(two_threads({{kernel, &rows, 1}}, Plan{2, 0.001}).at(0).value_or(0.0), 0.0);
  EXPECT_GT(whole, 0);
  EXPECT_GT(lower, 0);
  EXPECT_GT(upper, 0);
  EXPECT_EQ(other, 0);
}

TEST(TwoThreads, OneRowCannotBeShared) {
  const Rows rows(Format::f32, {1, 7});
  EXPECT_EQ(two_threads({{spinning(1), &rows, 7}}, Plan{2, 0.001}).at(0), std::nullopt);
}

}  // namespace
}  // namespace softmax::verify::bench
