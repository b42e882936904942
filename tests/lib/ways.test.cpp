// Law: whichever way a row takes through the first phase, its results are the same bits. Rows of
// double beyond ±256 take another way than those within, and their shift is exact here; long rows
// of float round what the same rows of double give; large calls of 16 bits take exp from a table.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "families.hpp"
#include "softmax/rows.hpp"
#include "softmax/softmax.hpp"

namespace softmax::test {
namespace {

constexpr double kMask = -std::numeric_limits<double>::infinity();

/// Multiples of 2^-34: 700 more is exact.
std::vector<double> row_of(std::size_t n, double width, std::mt19937_64& random) {
  std::uniform_real_distribution<double> entry(-width, width);
  std::vector<double> x(n);
  for (double& value : x) value = std::ldexp(std::round(std::ldexp(entry(random), 34)), -34);
  return x;
}

void expect_same_with(double shift, const std::vector<double>& x, const char* kind) {
  std::vector<double> shifted = x;
  for (double& value : shifted) value += shift;
  std::vector<double> y(x.size());
  std::vector<double> z(x.size());
  softmax(std::span<const double>(x), std::span<double>(y));
  softmax(std::span<const double>(shifted), std::span<double>(z));
  EXPECT_EQ(y, z) << "softmax " << x.size() << kind;
  log_softmax(std::span<const double>(x), std::span<double>(y));
  log_softmax(std::span<const double>(shifted), std::span<double>(z));
  EXPECT_EQ(y, z) << "log_softmax " << x.size() << kind;
}

void expect_same(const std::vector<double>& x, const char* kind) {
  expect_same_with(700, x, kind);
  expect_same_with(-700, x, kind);
}

TEST(Ways, WithAndWithoutTheLargestOfDouble) {
  std::mt19937_64 random(21);
  for (const std::size_t n : {2, 3, 15, 16, 17, 100, 2047, 2048, 2049, 5000, 40000, 300001}) {
    for (int repeat = 0; repeat < 4; ++repeat) {
      std::vector<double> x = row_of(n, repeat == 0 ? 250 : 9, random);
      expect_same(x, " plain");
      std::vector<double> around = x;  // begins within 256 and goes beyond
      for (double& value : around) value += 256 - x[0];
      expect_same(around, " around 256");
      for (std::size_t i = 1; i < n; i += 1 + random() % 3) x[i] = repeat % 2 == 0 ? kMask : -1e9;
      expect_same(x, " masked");
      for (std::size_t i = 1; i < n; i += 1 + random() % 90)
        x[i] = -200 - 10 * static_cast<double>(random() % 70);
      expect_same(x, " far entries");
      x[0] = 60;  // nearly one-hot
      expect_same(x, " peaked");
    }
  }
}

TEST(Ways, OneOrTwoFiniteEntries) {
  for (const std::size_t n : {2, 16, 40, 3000, 40000, 300001}) {
    std::vector<double> x(n, kMask);
    x[n / 2] = 3;
    expect_same(x, " one finite");
    for (const double other : {3.0, 2.5, -40.0, -130.0, -700.0}) {
      x[0] = other;
      expect_same(x, " two finite");
    }
  }
}

TEST(Ways, EqualEntries) {
  for (const std::size_t n : {2, 3, 16, 48, 1024, 4096, 5000}) {
    for (const double value : {0.0, -3.25, 100.0}) expect_same(std::vector<double>(n, value), "");
  }
}

/// A call of 2^16 entries takes exp from a table, rows of fewer than 2^12 one by one do not.
template <class T>
void expect_same_with_a_table(std::size_t rows, std::size_t n, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<T> x;
  for (std::size_t r = 0; r < rows; ++r) {
    const std::vector<T> row = draw_row<T>(static_cast<int>(random() % kFamilies), n, random);
    x.insert(x.end(), row.begin(), row.end());
    // Rows of rules, and rows beyond the table.
    if (r % 11 == 3) x.back().bits = 0x7FFF;
    if (r % 11 == 5) x.back() = value_of<T>(bits_of(x.back()) | (0x7FU << 8));
  }
  ASSERT_GE(x.size(), std::size_t{1} << 16);
  const auto bits = [](const std::vector<T>& values) {
    std::vector<std::uint16_t> of;
    for (const T value : values) of.push_back(value.bits);
    return of;
  };
  std::vector<T> y(x.size());
  std::vector<T> z(x.size());
  const RowLayout layout = contiguous_rows(rows, n);
  const auto row_of = [&](const std::vector<T>& from, std::size_t r) {
    return std::span<const T>(from).subspan(r * n, n);
  };
  softmax_rows(x.data(), y.data(), layout);
  for (std::size_t r = 0; r < rows; ++r) softmax(row_of(x, r), std::span(z).subspan(r * n, n));
  EXPECT_EQ(bits(y), bits(z)) << "softmax " << n;
  log_softmax_rows(x.data(), y.data(), layout);
  for (std::size_t r = 0; r < rows; ++r) log_softmax(row_of(x, r), std::span(z).subspan(r * n, n));
  EXPECT_EQ(bits(y), bits(z)) << "log_softmax " << n;
  RowLayout sums = layout;
  sums.y_row = 1;
  logsumexp_rows(x.data(), y.data(), sums);
  for (std::size_t r = 0; r < rows; ++r)
    EXPECT_EQ(y[r].bits, logsumexp(row_of(x, r)).bits) << "logsumexp " << n;
  z = x;
  softmax_rows(x.data(), y.data(), layout);
  softmax_rows(z.data(), z.data(), layout);
  EXPECT_EQ(bits(y), bits(z)) << "in place " << n;
}
TEST(Ways, WithAndWithoutTheTable) {
  for (const std::size_t n : {2U, 16U, 61U, 1024U, 2049U, 33000U}) {
    const std::size_t rows = (std::size_t{1} << 16) / n + 1;
    expect_same_with_a_table<float16>(rows, n, n);
    expect_same_with_a_table<bfloat16>(rows, n, n);
  }
}

/// A row of NaN between others that are taken with it: theirs are as they are alone, the one before
/// it of one finite entry too, of which an output is 0 or 1.
template <class T>
void expect_the_same_beside_nan() {
  constexpr std::size_t n = 16;
  std::mt19937_64 random(23);
  for (int repeat = 0; repeat < 300; ++repeat) {
    std::vector<T> x(n, minus_infinity<T>());
    x[random() % n] = near_value<T>(-0.277 * static_cast<double>(repeat % 7));
    x.resize(2 * n, value_of<T>(~std::uint64_t{0}));
    for (int r = 0; r < 3; ++r) {
      const std::vector<T> row = draw_row<T>(static_cast<int>(random() % kFamilies), n, random);
      x.insert(x.end(), row.begin(), row.end());
    }
    std::vector<T> y(x.size());
    std::vector<T> z(n);
    for (const bool log : {false, true}) {
      const RowLayout layout = contiguous_rows(5, n);
      log ? log_softmax_rows(x.data(), y.data(), layout) : softmax_rows(x.data(), y.data(), layout);
      for (std::size_t r = 0; r < 5; ++r) {
        const std::span<const T> row = std::span<const T>(x).subspan(r * n, n);
        log ? log_softmax(row, std::span<T>(z)) : softmax(row, std::span<T>(z));
        for (std::size_t i = 0; i < n; ++i)
          ASSERT_EQ(bits_of(y[r * n + i]), bits_of(z[i]))
              << repeat << " row " << r << " log " << log;
      }
    }
  }
}
TEST(Ways, ARowOfNanBesideOthers) {
  expect_the_same_beside_nan<float>();
  expect_the_same_beside_nan<float16>();
  expect_the_same_beside_nan<bfloat16>();
}

TEST(Ways, LongRowsOfFloatRoundThoseOfDouble) {
  std::mt19937_64 random(22);
  std::normal_distribution<float> normal(0, 3);
  for (const std::size_t n : {std::size_t{3000}, std::size_t{40007}, std::size_t{262200},
                              (std::size_t{1} << 20) + 5, std::size_t{1} << 22}) {
    std::vector<float> x(n);
    for (float& value : x) value = normal(random);
    for (std::size_t i = 7; i < n; i += 1000) x[i] = static_cast<float>(i % 7000) * -0.125F;
    for (std::size_t i = 20; i < n; i += 5000) x[i] = -std::numeric_limits<float>::infinity();
    const std::vector<double> wide(x.begin(), x.end());
    std::vector<float> y(n);
    std::vector<double> z(n);
    softmax(std::span<const float>(x), std::span<float>(y));
    softmax(std::span<const double>(wide), std::span<double>(z));
    std::size_t different = 0;
    for (std::size_t i = 0; i < n; ++i) different += y[i] != static_cast<float>(z[i]) ? 1U : 0U;
    EXPECT_EQ(different, 0U) << n;
    // In place no bits are kept in y.
    softmax(std::span<const float>(x), std::span<float>(x));
    EXPECT_EQ(x, y) << n;
  }
}

/// v, from 0 to 1, rounded to T.
template <class T>
double rounded_to(double v) {
  using L = Layout<T>;
  constexpr int kQuantum = 2 - (1 << (L::kExponent - 1)) - L::kFraction;
  const int last = v == 0 ? kQuantum : std::max(std::ilogb(v) - L::kFraction, kQuantum);
  return std::ldexp(std::nearbyint(std::ldexp(v, -last)), last);
}

/// In place the exponentials of long rows are not kept, and computed twice; double rounds to what
/// 16 bits give.
template <class T>
void expect_long_rows_the_same_in_place(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal(0, 3);
  for (const std::size_t n : {(std::size_t{1} << 18) + 1, std::size_t{300031}}) {
    for (const double shift : {0.0, -13.0, -60.0, 80.0, 110.0}) {
      std::vector<T> x(n);
      for (T& value : x) value = near_value<T>(normal(random) + shift);
      for (std::size_t i = 7; i < n; i += 1000)
        x[i] = near_value<T>(shift - 0.125 * static_cast<double>(i % 1500));
      for (std::size_t i = 20; i < n; i += 5000) x[i] = minus_infinity<T>();
      std::fill(x.begin() + 5000, x.begin() + 5300, minus_infinity<T>());
      std::vector<T> y(n);
      std::vector<double> z;
      for (const T value : x) z.push_back(as_double(value));
      softmax(std::span<const T>(x), std::span<T>(y));
      softmax(std::span<const T>(x), std::span<T>(x));
      softmax(std::span<const double>(z), std::span<double>(z));
      std::size_t different = 0;
      std::size_t wrong = 0;
      for (std::size_t i = 0; i < n; ++i) {
        different += bits_of(y[i]) != bits_of(x[i]) ? 1U : 0U;
        wrong += as_double(y[i]) != rounded_to<T>(z[i]) ? 1U : 0U;
      }
      EXPECT_EQ(different, 0U) << n << " shifted by " << shift;
      EXPECT_EQ(wrong, 0U) << n << " shifted by " << shift;
    }
  }
}
TEST(Ways, LongRowsOf16BitsKeptAndNot) {
  expect_long_rows_the_same_in_place<float16>(24);
  expect_long_rows_the_same_in_place<bfloat16>(25);
}

/// A value of T whose exp is at most v.
template <class T>
T exponent_below(double v) {
  const double log = std::log(v);
  const T x = near_value<T>(log);
  return as_double(x) <= log ? x : value_of<T>(bits_of(x) + 1);
}

/// Long rows of a few entries and masks, whose first output is made to lie within three units of a
/// float from a midpoint of T: by how many results the two ways differ.
template <class T>
std::size_t difference_next_to_midpoints(int rows, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> unit(0, 1);
  constexpr int kHalf = 52 - Layout<T>::kFraction - 1;
  std::vector<T> x;
  std::vector<T> y((std::size_t{1} << 18) + 64);
  std::size_t different = 0;
  for (int r = 0; r < rows; ++r) {
    x = {near_value<T>(-3 * unit(random) - 0x1p-9)};
    const double largest = std::exp(as_double(x[0]));
    // The bits behind those of T: 1, then zeros.
    const auto bits = std::bit_cast<std::uint64_t>(0x1p-10 * (1 + 31 * unit(random)));
    const auto midpoint = std::bit_cast<double>((bits >> kHalf | 1) << kHalf);
    const double sum = largest / (midpoint * (1 + 0x1p-23 * (3 * unit(random) - 1.5)));
    double left = sum - largest;
    const auto add = [&](T entry) {
      x.push_back(entry);
      left -= std::exp(as_double(entry));
    };
    while (x.size() < 62) add(near_value<T>(-9));  // no mask is tested with the first output
    while (left > 0x1p-45 * sum) add(exponent_below<T>(left));
    x.resize(y.size(), minus_infinity<T>());
    softmax(std::span<const T>(x), std::span<T>(y));
    softmax(std::span<const T>(x), std::span<T>(x));
    for (std::size_t i = 0; i < 64; ++i) different += bits_of(x[i]) != bits_of(y[i]) ? 1U : 0U;
  }
  return different;
}
TEST(Ways, LongRowsOf16BitsNextToMidpoints) {
  EXPECT_EQ(difference_next_to_midpoints<float16>(500, 26), 0U);
  EXPECT_EQ(difference_next_to_midpoints<bfloat16>(500, 27), 0U);
}

}  // namespace
}  // namespace softmax::test
