// Law: the rounding is right where it is decided late: values within 2^-100 and less of a
// midpoint, ties broken by terms far below the last bit, results next to 1 and to the subnormals.
#include <gtest/gtest.h>

#include <random>

#include "exact.hpp"
#include "families.hpp"
#include "softmax/rows.hpp"
#include "softmax/softmax.hpp"

namespace softmax::test {
namespace {

void check(const std::vector<double>& row) {
  const std::span<const double> x(row);
  const Exact<Wide> exact(x);
  std::vector<double> y(row.size());
  std::vector<double> z(row.size());
  softmax(x, std::span<double>(y));
  log_softmax(x, std::span<double>(z));
  for (std::size_t j = 0; j < row.size(); ++j) {
    EXPECT_TRUE(exact.softmax_is(row[j], y[j])) << std::hexfloat << row[j] << " " << y[j];
    EXPECT_TRUE(exact.log_softmax_is(row[j], z[j])) << std::hexfloat << row[j] << " " << z[j];
  }
  EXPECT_TRUE(exact.logsumexp_is(logsumexp(x))) << std::hexfloat << row[0];
}

TEST(HardCases, PairsBesideOneHalf) {
  // g = 1/2 + d/4 − d³/48 + …: with d = 2^-52 it is 2^-162 away from the midpoint 1/2 + 2^-54.
  for (int k = 40; k <= 120; ++k)
    for (const double m : {1.0, 3.0, 5.0, 7.0}) check({0, std::ldexp(m, -k)});
  check({0, 0x1p-1074});
  check({0x1p-52, 0x1p-1074});
}

TEST(HardCases, HigherTermsCancel) {
  // A third entry that moves the result by less than the distance to the midpoint, or nearly so.
  for (int k = 100; k <= 160; k += 3) {
    check({0, 0x1p-52, std::ldexp(-1.0, -k), std::ldexp(1.0, -k)});
    check({0, 0, 0x1p-51, std::ldexp(-1.0, -k)});
  }
  check({0x1p-52, 0, -200.0});
  check({0x1p-52, 0, -700.0});
}

TEST(HardCases, NextToOne) {
  for (double gap = 36; gap < 40; gap += 0.0625) check({0, -gap});
  // 1 − 2^-54 is the midpoint below 1: exp(−d) = 2^-54 at d = 37.4299….
  for (int i = -40; i <= 40; ++i) check({0, -(0x1.2b708872320e2p+5 + i * 0x1p-47)});
}

TEST(HardCases, SubnormalResults) {
  for (double gap = 707; gap < 748; gap += 0.25) check({0, -gap});
  for (int i = -20; i <= 20; ++i) check({0, -(0x1.74910d52d3052p+9 + i * 0x1p-43)});
}

TEST(HardCases, LogSumExpNearZero) {
  const double ln2 = 0x1.62e42fefa39efp-1;
  for (int i = -8; i <= 8; ++i) check({-ln2 + i * 0x1p-53, -ln2 + i * 0x1p-53});
  check({-ln2, -ln2, -0x1.5p5});
  check({-0x1.193ea7aad030ap+0, -0x1.193ea7aad030bp+0, -0x1.193ea7aad030bp+0});
}

TEST(HardCases, GapsThatAreMidpoints) {
  // max − x needs 54 bits or far more, and ln S only decides to which side it goes.
  check({0x1p53, -1.0});
  check({0x1p53, -3.0});
  check({1e300, -1e-300});
  check({0x1p53 + 2, 1.0, -1.0});
  check({0x1p1000, 0x1p-1074});
  check({0x1.fffffffffffffp+1023, -0x1p970});
  check({0x1.fffffffffffffp+1023, -0x1p969});
  check({-0x1p-1074, -0x1.fffffffffffffp+1023});
}

TEST(HardCases, TinyMaximumAndTinyLogarithm) {
  // a and ln S both below 2^-900: neither dwarfs the other's error.
  for (const double a : {0x1p-1074, -0x1p-1074, 0x1p-1022, -0x1p-960, 0x1p-1000, 0x1.8p-1040, 0.0})
    for (double gap = 600; gap < 800; gap += 12.5) check({a, -gap});
}

TEST(HardCases, BordersOfThePhases) {
  // Pairs are formed up to a gap of 600, results are 0 beyond 746; S - 1 = 2^-700 at 485.2.
  for (const double border : {485.2, 600.0, 746.0})
    for (int i = -6; i <= 6; ++i) {
      check({0.5, 0.5 - border + i * 0x1p-3});
      check({0x1p-30, 0.25, 0.25 - border + i * 0x1p-43, -0x1p-60});
    }
  for (int i = -3; i <= 3; ++i) check({0, -0x1.e52bef7f2a7ebp+8 + i * 0x1p-42});
}

template <class T, class R = Real>
void check_some(const std::vector<T>& row, std::size_t step) {
  const std::span<const T> x(row);
  const Exact<R> exact(x);
  std::vector<T> y(row.size());
  std::vector<T> z(row.size());
  softmax(x, std::span<T>(y));
  log_softmax(x, std::span<T>(z));
  for (std::size_t j = 0; j < row.size(); j += step) {
    EXPECT_TRUE(exact.softmax_is(as_double(row[j]), y[j]))
        << j << " of " << row.size() << ": " << as_double(row[j]) << " " << as_double(y[j]);
    EXPECT_TRUE(exact.log_softmax_is(as_double(row[j]), z[j])) << j;
  }
  EXPECT_TRUE(exact.logsumexp_is(logsumexp(x)));
  std::vector<T> place = row;
  softmax(std::span<const T>(place), std::span<T>(place));
  for (std::size_t j = 0; j < row.size(); ++j) ASSERT_EQ(bits_of(place[j]), bits_of(y[j])) << j;
}

template <class T>
void check_far_second() {
  // From a gap of 623.8 on S - 1 is below 2^-900; several such rows and masks side by side.
  std::vector<T> batch;
  const double mask = -std::numeric_limits<double>::infinity();
  for (const double a : {0.0, 0x1p-14, -0x1p-24, 1.5, -2.0, 90.0, 300.0, -150.0}) {
    for (const double gap : {17.0, 150.0, 485.0, 623.0, 624.0, 700.0, 750.0, 1500.0, 30000.0}) {
      for (const auto& row : {std::vector{a, a - gap, mask}, {mask, a - gap, a}, {a - gap, a, a}}) {
        std::vector<T> x;
        for (const double value : row)
          x.push_back(value == mask ? minus_infinity<T>() : near_value<T>(value));
        check_some<T, Wide>(x, 1);
        batch.insert(batch.end(), x.begin(), x.end());
      }
    }
  }
  const std::size_t rows = batch.size() / 3;
  std::vector<T> together(batch.size());
  std::vector<T> alone(3);
  log_softmax_rows(batch.data(), together.data(), contiguous_rows(rows, 3));
  for (std::size_t r = 0; r < rows; ++r) {
    log_softmax(std::span<const T>(batch).subspan(3 * r, 3), std::span<T>(alone));
    for (std::size_t j = 0; j < 3; ++j)
      EXPECT_EQ(bits_of(together[3 * r + j]), bits_of(alone[j])) << r << " " << j;
  }
}

TEST(HardCases, AFarSecondEntry) {
  check_far_second<float>();
  check_far_second<float16>();
  check_far_second<bfloat16>();
}

template <class T>
void check_masks() {
  // Masks, which give 0, beside results around the least normal number, the least number and half
  // of it, of float and of bfloat16, in rows of lengths that fill no vector.
  std::vector<double> far;
  for (const int exponent : {125, 126, 127, 132, 133, 134, 135, 148, 149, 150, 151})
    for (int k = -2; k <= 2; ++k) far.push_back(-exponent * std::log(2.0) + k * 0x1p-17);
  for (const std::size_t n : {2U, 3U, 15U, 16U, 17U, 63U, 64U, 65U, 127U, 500U, 2049U}) {
    for (const double top : {0.0, 3.0, -20.0}) {
      for (const std::size_t masked : {std::size_t{0}, n / 2, n - 2}) {
        std::vector<T> row(n, minus_infinity<T>());
        for (std::size_t j = masked; j < n; ++j)
          row[j] = near_value<T>(top + far[(j * 7 + n) % far.size()]);
        row[(masked + n) / 2] = near_value<T>(top);
        check_some(row, 1 + n / 200);
      }
    }
  }
}

TEST(HardCases, MasksBesideTheLeastNumbers) {
  check_masks<float>();
  check_masks<float16>();
  check_masks<bfloat16>();
}

// exp(x)/(1 + exp(z)) lies within 2^-31 of the least number of a midpoint of subnormal floats
// (found by a search over 1.6 billion pairs): a test for normal results must not settle it.
TEST(HardCases, SubnormalFloatsDecidedLateBesideMasks) {
  const std::pair<float, float> found[] = {{-0x1.56ec6ap+1F, -0x1.5e3e1ep+6F},
                                           {-0x1.96b142p+1F, -0x1.5efbcp+6F},
                                           {-0x1.e618e8p+0F, -0x1.61685ep+6F}};
  for (const auto& [z, x] : found) {
    check_some(std::vector<float>{0, z, x}, 1);
    for (const std::size_t n : {4U, 15U, 16U, 17U, 64U, 300U, 5000U}) {
      std::vector<float> row(n, minus_infinity<float>());
      row[0] = 0;
      row[1] = z;
      row[n - 1] = x;
      check_some(row, n - 1);
    }
  }
}

template <class T>
std::vector<T> row_of_bits(const std::vector<std::uint64_t>& bits) {
  std::vector<T> row;
  for (const std::uint64_t entry : bits) row.push_back(value_of<T>(entry));
  return row;
}

// The second output lies within 2^-36 of itself below 2^-126 - 2^-150, the midpoint under the least
// normal number, and so near in double that it rounds to that. Found by a search.
TEST(HardCases, JustBelowTheLeastNormalFloat) {
  const std::vector<std::vector<std::uint64_t>> found = {
      {0xc16a51a7, 0xc2cbf683, 0xc1d04f93, 0xc21f237b, 0xc25e0aa5},
      {0xbff9c7a0, 0xc2b2936d, 0xc15a36b9, 0xc1df3c5a, 0xc22bf9c7}};
  for (const auto& bits : found) check_some<float, Wide>(row_of_bits<float>(bits), 1);
  std::vector<float> row =
      row_of_bits<float>({0xc06a51a7, 0xc2b5fedb, 0xc16d8889, 0xc1ef9468, 0xc2306577});
  row.resize(4096, value_of<float>(0xc22ea51a));
  check_some<float, Wide>(row, 1);
  row = row_of_bits<float>({0xbe95bfc0, 0xc2af420e, 0xc13c65db, 0xc1ce8e70, 0xc21c1985});
  row.resize(262208, value_of<float>(0xc2212b80));
  std::vector<float> y(row.size());
  softmax(std::span<const float>(row), std::span<float>(y));
  EXPECT_EQ(bits_of(y[1]), 0x007FFFFFU);
}

// ln S + max is nearer to 0 than half of the least number: the sign of 0 says on which side.
TEST(HardCases, LogSumExpThatRoundsToZero) {
  check_some<float16, Wide>(
      row_of_bits<float16>({0xb321, 0xc03c, 0xc14f, 0xc4b7, 0xc93c, 0xcc03, 0xcd9b, 0xcf1f}), 1);
  check_some<float16, Wide>(row_of_bits<float16>({0xbb5d, 0xbc21, 0xbe4a, 0xc28d, 0xc8e8, 0xcbb2,
                                                  0xcd43, 0xce6a, 0xd012, 0xd089}),
                            1);
  check_some<float, Wide>(
      row_of_bits<float>({0x80000001, 0xc2d08d63, 0xc2cf7a7d, 0xc2e77e8b, 0xc300d2ff}), 1);
}

template <class T>
void check_logsumexp_in_place(const std::vector<std::uint64_t>& bits) {
  for (const std::size_t masks : {0U, 2100U}) {
    std::vector<T> row = row_of_bits<T>(bits);
    row.resize(row.size() + masks, minus_infinity<T>());
    const T apart = logsumexp(std::span<const T>(row));
    EXPECT_TRUE(Exact<Wide>(std::span<const T>(row)).logsumexp_is(apart)) << masks;
    for (const std::size_t rows : {1U, 3U}) {
      std::vector<T> place;
      for (std::size_t r = 0; r < rows; ++r) place.insert(place.end(), row.begin(), row.end());
      logsumexp_rows(place.data(), place.data(), contiguous_rows(rows, row.size()));
      for (std::size_t r = 0; r < rows; ++r)
        EXPECT_EQ(bits_of(place[r * row.size()]), bits_of(apart)) << masks << " row " << r;
    }
  }
}

// Sums near 1, so that ln S + max is left to a later phase, which reads the row once more.
TEST(HardCases, LogSumExpInPlaceDecidedLate) {
  check_logsumexp_in_place<float>({0x00000000, 0xff800000});
  check_logsumexp_in_place<float>({0x00000003, 0xff800000});
  check_logsumexp_in_place<float>({0xbf317218, 0xbf317218});
  check_logsumexp_in_place<double>({0xbfe62e42fefa39ef, 0xbfe62e42fefa39ef});
  check_logsumexp_in_place<float16>(
      {0xb810, 0xb90f, 0xc8f0, 0xcbbb, 0xce02, 0xcf5a, 0xd03e, 0xd0e3, 0xd160});
}

TEST(HardCases, LengthsAtWhichTheSumsChange) {
  // 2048 exponentials are kept; from 16384 on the wide sum comes first.
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> unit(-10, 10);
  for (const std::size_t n : {2047U, 2048U, 2049U, 16383U, 16384U, 16385U}) {
    std::vector<double> row(n);
    std::vector<float> narrow(n);
    for (std::size_t j = 0; j < n; ++j) row[j] = narrow[j] = static_cast<float>(unit(random));
    for (double& entry : row) entry += unit(random) * 0x1p-30;
    check_some(row, 7);
    check_some(narrow, 7);
    check_some(std::vector<double>(n, 0.3), 500);
  }
}

TEST(HardCases, ManyEqualEntriesAndAFarOne) {
  // 1/(2^25 + exp(−D)) lies below the midpoint 2^-25 of binary16 by less than 2^-189000.
  std::vector<float16> row((std::size_t{1} << 25) + 1, float16{0x7BFF});
  row.back().bits = 0xFBFF;
  std::vector<float16> y(row.size());
  softmax(row, y);
  for (const float16 value : y) ASSERT_EQ(value.bits, 0U);
}

}  // namespace
}  // namespace softmax::test
