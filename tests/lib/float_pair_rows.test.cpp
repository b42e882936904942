// Law: rows of 16 bits give the same bits whichever way they take: in pairs of floats (Theorem 19),
// or left over where an entry, a sum or an output is not for these; alone on a target without, or
// with others that are taken so, in place, and with steps.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "families.hpp"
#include "on_every_target.hpp"
#include "softmax/rows.hpp"
#include "softmax/softmax.hpp"

namespace softmax::test {
namespace {

/// Where ways part: the cuts of both formats, entries that are zeros, entries from which on no
/// output is too small, and the sums' ends.
constexpr double kBorders[] = {-52, -70, -104, -24, 44.3614, -19.4081, -10.3972, 89, 128, -320};

template <class T>
T beside(double border, int steps) {
  const auto bits = bits_of(near_value<T>(border));
  return value_of<T>(static_cast<std::uint64_t>(static_cast<std::int64_t>(bits) + steps));
}

/// A row of one of the kinds that stand beside one another in a batch.
template <class T>
std::vector<T> row_of(int kind, std::size_t n, std::mt19937_64& random) {
  std::normal_distribution<double> normal(0, 3);
  std::vector<T> x(n);
  for (T& value : x) value = near_value<T>(normal(random));
  const auto any = [&] { return random() % n; };
  const double border = kBorders[random() % std::size(kBorders)];
  const int step = static_cast<int>(random() % 5) - 2;
  switch (kind) {
    case 0:
      break;
    case 1:  // an entry at a border
      x[any()] = beside<T>(border, step);
      break;
    case 2:  // most entries there
      for (std::size_t i = 0; i < n; ++i)
        if (random() % 4 != 0) x[i] = beside<T>(border, static_cast<int>(random() % 5) - 2);
      break;
    case 3:  // the largest entry, and so the sum, near a border
      for (T& value : x) value = near_value<T>(border - std::fabs(as_double(value)));
      x[any()] = beside<T>(border, step);
      break;
    case 4:
      x[any()] = value_of<T>(~0ULL >> (65 - 8 * sizeof(T)));  // a NaN
      break;
    case 5:
      x[any()] = value_of<T>(bits_of(minus_infinity<T>()) & 0x7FFF);
      break;
    case 6:
      for (std::size_t i = 0; i < n; ++i)
        if (random() % 2 == 0) x[i] = minus_infinity<T>();
      break;
    case 7:  // a wide row: outputs from 1 to nothing
      for (T& value : x) value = near_value<T>(as_double(value) * 15);
      break;
    default:  // equal entries, but for one
      for (T& value : x) value = x[0];
      x[any()] = near_value<T>(normal(random));
  }
  return x;
}

template <class T>
class FloatPairRows : public testing::Test {};
using Formats = testing::Types<float16, bfloat16>;
TYPED_TEST_SUITE(FloatPairRows, Formats);

template <class T>
void expect_same(const std::vector<T>& got, const std::vector<T>& expected, std::size_t n,
                 const char* what) {
  for (std::size_t i = 0; i < got.size(); ++i)
    ASSERT_EQ(bits_of(got[i]), bits_of(expected[i]))
        << what << ", row " << i / n << ", entry " << i % n << " of " << n;
}

TYPED_TEST(FloatPairRows, SameBitsBesideOneAnother) {
  using T = TypeParam;
  std::mt19937_64 random(41);
  for (const std::size_t n :
       {2U, 3U, 15U, 16U, 17U, 32U, 33U, 100U, 128U, 144U, 1000U, 1024U, 2048U}) {
    for (int repeat = 0; repeat < 6; ++repeat) {
      // All kinds; ordinary rows with few others, which are left one by one; and others alone.
      const std::size_t rows = repeat % 3 == 1 ? 70 : 20;
      std::vector<T> x;
      for (std::size_t r = 0; r < rows; ++r) {
        const int kind = static_cast<int>(random() % 9);
        const bool few = repeat % 3 == 1 && random() % 12 != 0;
        const std::vector<T> row = row_of<T>(few ? 0 : repeat % 3 == 2 ? 7 : kind, n, random);
        x.insert(x.end(), row.begin(), row.end());
      }
      std::vector<T> y(x.size());
      std::vector<T> logs(rows);
      const char* first = nullptr;
      std::vector<T> expected;
      std::vector<T> expected_logs;
      on_every_target([&](const char* target) {
        if (first == nullptr) {  // row by row, each target's results with those of the first
          first = target;
          for (std::size_t r = 0; r < rows; ++r) {
            softmax(std::span<const T>(x).subspan(r * n, n), std::span<T>(y).subspan(r * n, n));
            logs[r] = logsumexp(std::span<const T>(x).subspan(r * n, n));
          }
          expected = y;
          expected_logs = logs;
        }
        softmax_rows(x.data(), y.data(), contiguous_rows(rows, n));
        expect_same(y, expected, n, target);
        RowLayout layout = contiguous_rows(rows, n);
        layout.y_row = 1;
        logsumexp_rows(x.data(), logs.data(), layout);
        expect_same(logs, expected_logs, 1, target);
        y = x;
        softmax_rows(y.data(), y.data(), contiguous_rows(rows, n));
        expect_same(y, expected, n, target);
        // Entries two apart.
        std::vector<T> wide(2 * x.size());
        for (std::size_t i = 0; i < x.size(); ++i) wide[2 * i] = x[i];
        layout = contiguous_rows(rows, n);
        layout.x_row = static_cast<std::ptrdiff_t>(2 * n);
        layout.x_col = 2;
        softmax_rows(wide.data(), y.data(), layout);
        expect_same(y, expected, n, target);
      });
    }
  }
}

}  // namespace
}  // namespace softmax::test
