// What the cases of one default audit (2000) meet, position by position and gap by gap.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {
namespace {

constexpr std::uint64_t kCases = 2000;

class Coverage : public testing::TestWithParam<Format> {
 protected:
  template <typename F>
  static void for_each_row(F&& f) {
    for (std::uint64_t number = 0; number < kCases; ++number) {
      const Case c = draw(1, number, GetParam());
      for (std::size_t r = 0; r < c.x.rows; ++r) f(c, std::as_const(c.x).row(r));
    }
  }

  // Calls f(d) for the gap of every finite entry below the finite maximum of its row.
  template <typename F>
  static void for_each_gap(F&& f) {
    for_each_row([&](const Case&, std::span<const double> row) {
      const double top = *std::max_element(row.begin(), row.end());
      if (!std::isfinite(top)) return;
      for (const double v : row) {
        if (std::isfinite(top - v)) f(top - v);
      }
    });
  }
};

TEST_P(Coverage, EveryWindowOfTheGapIsMetManyTimes) {
  // With 32 gaps in each unit window, an error confined to a tenth of one is missed with a chance
  // of 0.9^32 = 3.4 %.
  std::vector<int> windows(static_cast<std::size_t>(thresholds(GetParam()).zero) + 1);
  for_each_gap([&](double d) {
    if (d < static_cast<double>(windows.size())) ++windows[static_cast<std::size_t>(d)];
  });
  for (std::size_t k = 0; k < windows.size(); ++k) EXPECT_GE(windows[k], 32) << k;
}

TEST_P(Coverage, BothSidesOfEachThresholdAreMetClosely) {
  const Thresholds t = thresholds(GetParam());
  // Within 2^-6 of it, or two spacings of the format there, whichever is wider.
  const double close = std::max(0x1p-6, 4.0 * unit_roundoff(GetParam()));
  for (const double threshold : {t.normal, t.subnormal, t.zero, t.overflow, 13.0}) {
    int below = 0;
    int above = 0;
    for_each_gap([&](double d) {
      if (d < threshold && d > threshold * (1 - close)) ++below;
      if (d > threshold && d < threshold * (1 + close)) ++above;
    });
    EXPECT_GE(below, 5) << threshold;
    EXPECT_GE(above, 5) << threshold;
  }
  int below = 0;
  int above = 0;
  for_each_row([&](const Case&, std::span<const double> row) {
    for (const double x : row) {
      if (x <= t.overflow && x > t.overflow * (1 - close)) ++below;
      if (x > t.overflow && x < t.overflow * (1 + close)) ++above;
    }
  });
  EXPECT_GE(below, 5) << "exp just does not overflow";
  EXPECT_GE(above, 5) << "exp just overflows";
}

TEST_P(Coverage, TheMaximumIsMetAtEveryPositionFarAboveTheRest) {
  std::set<std::size_t> from_front;
  std::set<std::size_t> from_end;
  for_each_row([&](const Case&, std::span<const double> row) {
    const auto top = std::max_element(row.begin(), row.end());
    const double rest = std::accumulate(row.begin(), row.end(), -HUGE_VAL, [&](double a, double v) {
      return v < *top && v > a ? v : a;
    });
    if (!(*top - rest > thresholds(GetParam()).overflow)) return;
    from_front.insert(static_cast<std::size_t>(top - row.begin()));
    from_end.insert(static_cast<std::size_t>(row.end() - top) - 1);
  });
  for (std::size_t k = 0; k < 32; ++k) {
    EXPECT_TRUE(from_front.contains(k)) << k;
    EXPECT_TRUE(from_end.contains(k)) << k;
  }
}

TEST_P(Coverage, MasksAndNaNAreMetAtEveryPosition) {
  std::set<std::size_t> masks;
  std::set<std::size_t> nans;
  std::set<std::size_t> lengths_all_masked;
  for_each_row([&](const Case&, std::span<const double> row) {
    bool only = true;
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (row[k] == -kInfinity) masks.insert(k);
      if (std::isnan(row[k])) nans.insert(k);
      only = only && row[k] == -kInfinity;
    }
    if (only) lengths_all_masked.insert(row.size());
  });
  for (std::size_t k = 0; k < 64; ++k) {
    EXPECT_TRUE(masks.contains(k)) << k;
    EXPECT_TRUE(nans.contains(k)) << k;
  }
  EXPECT_GE(lengths_all_masked.size(), 12U);
  EXPECT_LE(*lengths_all_masked.begin(), 4U);
  EXPECT_GE(*lengths_all_masked.rbegin(), 200U);
}

TEST_P(Coverage, LongConstantRowsSaturateEveryAccumulator) {
  for (const std::size_t n : {257U, 2049U, 4096U}) {
    int rows = 0;
    for_each_row([&](const Case&, std::span<const double> row) {
      if (row.size() >= n && std::count(row.begin(), row.end(), row[0]) + 1 >=
                                 static_cast<std::ptrdiff_t>(row.size())) {
        ++rows;
      }
    });
    EXPECT_GE(rows, 2) << n;
  }
}

TEST_P(Coverage, NegativeLevelsAreMet) {
  for (const double level : {-100.0, -200.0, -1000.0, -1e4, -2e4, -6e4, -1e8}) {
    const double held = fit(GetParam(), level);
    int rows = 0;
    for_each_row([&](const Case&, std::span<const double> row) {
      const double top = *std::max_element(row.begin(), row.end());
      if (std::isfinite(top) && std::fabs(top - held) <= 0.06 * std::fabs(held)) ++rows;
    });
    EXPECT_GE(rows, 5) << level;
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, Coverage, testing::ValuesIn(kFormats),
                         [](const auto& given) { return std::string(traits(given.param).name); });

}  // namespace
}  // namespace softmax::verify::generator
