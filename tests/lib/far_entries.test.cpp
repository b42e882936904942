// Law: an entry that lies more than 200 below the largest is to the others as a mask, −inf, on
// every target: at the end of exp's range, beyond it, and where an argument of exp has no fraction
// left.
#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <vector>

#include "families.hpp"
#include "on_every_target.hpp"
#include "softmax/softmax.hpp"

namespace softmax::test {
namespace {

/// Where the far entries stand in a row of n.
std::vector<std::size_t> places(int pattern, std::size_t n) {
  std::vector<std::size_t> at;
  switch (pattern) {
    case 0:
      for (std::size_t i = 1; i < n; i += 3) at.push_back(i);
      break;
    case 1:
      at = {n - 1};
      break;
    case 2:
      at = {0};
      break;
    default:
      for (std::size_t i = n - n / 3; i < n; ++i) at.push_back(i);
  }
  return at;
}

template <class T>
std::vector<typename Layout<T>::Bits> results(const std::vector<T>& x,
                                              const std::vector<std::size_t>& left_out) {
  std::vector<typename Layout<T>::Bits> bits;
  std::vector<T> y(x.size());
  softmax(std::span<const T>(x), std::span<T>(y));
  for (const T value : y) bits.push_back(bits_of(value));
  log_softmax(std::span<const T>(x), std::span<T>(y));
  for (const std::size_t i : left_out) y[i] = T{};
  for (const T value : y) bits.push_back(bits_of(value));
  bits.push_back(bits_of(logsumexp(std::span<const T>(x))));
  return bits;
}

template <class T>
class FarEntries : public testing::Test {};
using Formats = testing::Types<float, float16, bfloat16>;  // ways.test.cpp has double
TYPED_TEST_SUITE(FarEntries, Formats);

TYPED_TEST(FarEntries, AreMasks) {
  using T = TypeParam;
  const double far[] = {
      -0x1.fffffep127, -1e30, -0x1p60, -0x1.0002p47, -0x1p47, -0x1.fffep46, -1e9,  -1e4, -746,
      -744.4,          -735,  -709,    -708,         -500,    -321,         -320.5};
  std::mt19937_64 random(31);
  std::uniform_real_distribution<double> unit(-9, 9);
  for (const std::size_t n : {5U, 16U, 40U, 129U, 1000U, 2049U, 3000U, 200000U}) {
    // The base, and so the largest entry, lies on each side of 0.
    for (const double base : {0.0, 90.0, -90.0}) {
      for (int pattern = 0; pattern < (n > 100000 ? 1 : 4); ++pattern) {
        if (n > 100000 && base != 0) continue;
        std::vector<T> x(n);
        for (T& value : x) value = near_value<T>(base + unit(random));
        const std::vector<std::size_t> at = places(pattern, n);
        for (const std::size_t i : at) x[i] = minus_infinity<T>();
        const auto expected = results(x, at);
        on_every_target([&](const char* target) {
          EXPECT_EQ(results(x, at) == expected, true) << target << " n " << n;
          for (const double value : far) {
            if (value > base - 220) continue;
            const bool few = value == -1e30 || value == -1e4 || value == -735 || value == far[0];
            if (n > 100000 && !few) continue;
            for (const std::size_t i : at) x[i] = near_value<T>(value);
            EXPECT_EQ(results(x, at) == expected, true) << target << " n " << n << ", base " << base
                                                        << ", pattern " << pattern << ", " << value;
          }
          for (const std::size_t i : at) x[i] = minus_infinity<T>();
        });
      }
    }
  }
}

/// Rows whose largest entry is the last that Theorem 17 takes, or the first that it leaves.
TYPED_TEST(FarEntries, AtTheEndOfTheRange) {
  using T = TypeParam;
  std::mt19937_64 random(32);
  std::uniform_real_distribution<double> unit(-6, 0);
  for (const std::size_t n : {3U, 16U, 300U, 3000U}) {
    for (const double top :
         {127.0, 127.5, 128.0, 128.5, 300.0, 709.0, 710.0, -91.5, -128.0, -300.0}) {
      std::vector<T> x(n);
      for (T& value : x) value = near_value<T>(top + unit(random));
      x[n / 2] = near_value<T>(top);
      // A whole number less: exact in each format here, and the results are the same.
      std::vector<T> shifted = x;
      const double shift = std::nearbyint(top);
      for (T& value : shifted) {
        const double less = as_double(value) - shift;
        value = near_value<T>(less);
        ASSERT_EQ(as_double(value), less);
      }
      std::vector<T> y(n);
      std::vector<T> z(n);
      on_every_target([&](const char* target) {
        softmax(std::span<const T>(x), std::span<T>(y));
        softmax(std::span<const T>(shifted), std::span<T>(z));
        for (std::size_t i = 0; i < n; ++i)
          ASSERT_EQ(bits_of(y[i]), bits_of(z[i])) << target << " n " << n << ", top " << top;
        log_softmax(std::span<const T>(x), std::span<T>(y));
        log_softmax(std::span<const T>(shifted), std::span<T>(z));
        for (std::size_t i = 0; i < n; ++i)
          ASSERT_EQ(bits_of(y[i]), bits_of(z[i])) << target << " n " << n << ", top " << top;
      });
    }
  }
}

}  // namespace
}  // namespace softmax::test
