// Law: on every vector target the terms of the sums lie within the bounds that Theorems 11, 13, 17
// and 18 of lib/ERROR_ANALYSIS.md prove, at the ends of each reduced argument and of the range too.
#include "../../lib/src/kernels.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "exact.hpp"
#include "on_every_target.hpp"

namespace softmax::test {
namespace {

using detail::kMaxLanes;
using detail::kPad;

Real value_of_lanes(const detail::LaneSums& sums) {
  Real value = 0;
  for (std::size_t lane = 0; lane < kMaxLanes; ++lane)
    value += Real(sums.high[lane]) + Real(sums.low[lane]);
  return value;
}

/// (largest entry, another): gaps with and without a tail, at half steps of ln 2 / 1024, up to the
/// cut.
std::vector<std::array<double, 2>> pairs_of_entries() {
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> unit(0, 1);
  std::vector<std::array<double, 2>> pairs;
  for (int i = 0; i < 3000; ++i) {
    const double gap = std::ldexp(unit(random), static_cast<int>(random() % 80) - 70);
    pairs.push_back({0, -gap});
    pairs.push_back({unit(random), -599 * unit(random)});
    pairs.push_back({std::ldexp(unit(random), -30), -20 * unit(random)});
    const double steps = static_cast<double>(random() % 800000) + 0.5;
    pairs.push_back({0, -std::min(600.0, std::nextafter(steps * 0x1.62e42fefa39efp-11,
                                                        unit(random) < 0.5 ? 0.0 : 1e3))});
  }
  pairs.push_back({0, -600.0});
  pairs.push_back({0, -0x1p-1074});
  pairs.push_back({0x1p-60, -599.5});
  return pairs;
}

TEST(KernelBounds, TermsOfPairsAndOfWideSums) {
  const auto entries = pairs_of_entries();
  on_every_target([&](const char* target) {
    Real worst_pair = 0;
    Real worst_wide = 0;
    for (const auto& [max, other] : entries) {
      std::array<double, kPad> x;
      x.fill(-std::numeric_limits<double>::infinity());
      x[kPad / 2] = other;
      const Real exact = exp(Real(other) - Real(max));
      detail::LaneSums pair;
      detail::pair_sum_kernel(x.data(), kPad, max, pair, nullptr);
      worst_pair = std::max(worst_pair, Real(abs(value_of_lanes(pair) / exact - 1)));
      detail::WideSums wide;
      detail::wide_sum_kernel(x.data(), kPad, max, wide);
      worst_wide = std::max(worst_wide, Real(abs(value_of_lanes(wide.terms) / exact - 1)));
    }
    const auto in_units = [](const Real& error, int exponent) {
      return Real(ldexp(error, -exponent)).convert_to<double>();
    };
    std::printf("%s: %.3f of 2^-74, %.3f of 2^-80\n", target, in_units(worst_pair, -74),
                in_units(worst_wide, -80));
    EXPECT_LE(worst_pair, ldexp(Real(1), -74)) << target;
    EXPECT_LE(worst_wide, pow(Real(2), Real(-80.5))) << target;
  });
}

TEST(KernelBounds, TermsWithoutTheLargest) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> unit(0, 1);
  std::vector<float> entries = {0, 256, -160, 0x1p-149F, -0x1p-20F};
  for (int i = 0; i < 3000; ++i) {
    entries.push_back(static_cast<float>(416 * unit(random) - 160));
    entries.push_back(
        std::ldexp(static_cast<float>(unit(random) - 0.5), static_cast<int>(random() % 40) - 35));
  }
  on_every_target([&](const char* target) {
    for (const float other : entries) {
      std::array<double, kPad> x;
      std::array<float, kPad> z;
      x.fill(-std::numeric_limits<double>::infinity());
      z.fill(-std::numeric_limits<float>::infinity());
      x[3] = other;
      z[3] = other;
      const Real exact = exp(Real(other));
      detail::LaneSums wide;
      const double largest = detail::direct_wide_sum_kernel(x.data(), kPad, -1e3, wide, {});
      EXPECT_EQ(largest, other) << target;
      EXPECT_LE(abs(value_of_lanes(wide) / exact - 1), ldexp(Real(1), -80)) << target << other;
      detail::LaneSums coarse;
      detail::coarse_sum_kernel(z.data(), kPad, coarse);
      EXPECT_LE(abs(value_of_lanes(coarse) / exact - 1), ldexp(Real(1), -60)) << target << other;
    }
    std::array<double, kPad> bad;
    for (const double value : {256.5, std::numeric_limits<double>::infinity(),
                               std::numeric_limits<double>::quiet_NaN()}) {
      bad.fill(1);
      bad[5] = value;
      detail::LaneSums sums;
      EXPECT_TRUE(std::isnan(detail::direct_wide_sum_kernel(bad.data(), kPad, -1e3, sums, {})));
    }
  });
}

template <class T>
void expect_table_within_bounds() {
  std::vector<double> exact(detail::kExpTable);
  for (std::size_t i = 0; i < exact.size(); i += 7) {
    const double x = as_double(value_of<T>(static_cast<std::uint16_t>(i)));
    exact[i] = exp(Real(std::max(x, detail::kDirectLeast))).convert_to<double>();
    if (!(x <= detail::kDirectMost)) exact[i] = std::numeric_limits<double>::quiet_NaN();
  }
  on_every_target([&](const char* target) {
    std::vector<double> table(detail::kExpTable);
    detail::fill_exp_table_kernel<T>(table.data());
    for (std::size_t i = 0; i < exact.size(); i += 7) {
      // The nearest: none of these is within 2^-74 of a midpoint.
      if (std::isnan(exact[i]))
        ASSERT_TRUE(std::isnan(table[i])) << target << i;
      else
        ASSERT_EQ(table[i], exact[i]) << target << i;
    }
  });
}
TEST(KernelBounds, TablesOfSixteenBits) {
  expect_table_within_bounds<float16>();
  expect_table_within_bounds<bfloat16>();
}

TEST(KernelBounds, SumsOfFullBlocks) {
  std::mt19937_64 random(6);
  std::uniform_real_distribution<double> unit(0, 1);
  std::vector<double> x(detail::kPairBlock);
  Real exact = 0;
  for (double& entry : x) {
    entry = -30 * unit(random) * unit(random) - 0x1p-40;
    if (&entry - x.data() < static_cast<std::ptrdiff_t>(detail::kWideBlock))
      exact += exp(Real(entry));
  }
  Real all = exact;
  for (std::size_t i = detail::kWideBlock; i < x.size(); ++i) all += exp(Real(x[i]));
  on_every_target([&](const char* target) {
    detail::WideSums wide;
    detail::wide_sum_kernel(x.data(), detail::kWideBlock, 0.0, wide);
    EXPECT_LE(abs(value_of_lanes(wide.terms) / exact - 1), ldexp(Real(1), -80)) << target;
    detail::LaneSums pair;
    detail::pair_sum_kernel(x.data(), x.size(), 0.0, pair, nullptr);
    EXPECT_LE(abs(value_of_lanes(pair) / all - 1), Real(1 + 1.0 / 32) * ldexp(Real(1), -74))
        << target;
  });
}

}  // namespace
}  // namespace softmax::test
