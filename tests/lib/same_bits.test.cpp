// Law: the bits of an output depend on the entries of its row alone: not on their order, their
// address, their strides, the batch, in place or not, nor on the caller's environment, which is as
// before after the call.
#include <gtest/gtest.h>

#include <algorithm>
#include <cfenv>
#include <cstring>
#include <numeric>

#include "families.hpp"
#include "softmax/rows.hpp"
#include "softmax/softmax.hpp"
#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace softmax::test {
namespace {

template <class T>
std::vector<T> call(int function, const std::vector<T>& x) {
  std::vector<T> y(function == 2 ? 1 : x.size());
  const std::span<const T> in(x);
  if (function == 0) softmax(in, std::span<T>(y));
  if (function == 1) log_softmax(in, std::span<T>(y));
  if (function == 2) y[0] = logsumexp(in);
  return y;
}

template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

template <class T>
void rows_of(int function, const T* x, T* y, const RowLayout& layout) {
  if (function == 0) softmax_rows(x, y, layout);
  if (function == 1) log_softmax_rows(x, y, layout);
  if (function == 2) logsumexp_rows(x, y, layout);
}

template <class T>
class SameBits : public testing::Test {
 public:
  /// Runs body(function, x, y) on rows of every family and of lengths that leave every remainder.
  template <class Body>
  static void each(Body body) {
    std::mt19937_64 random(7);
    for (int family = 0; family < kFamilies; ++family)
      for (const std::size_t n : {1U, 2U, 7U, 8U, 9U, 31U, 64U, 129U, 1500U, 5000U}) {
        if (n > 200 && family % 3 != 0) continue;
        const std::vector<T> x = draw_row<T>(family, n, random);
        for (int function = 0; function < 3; ++function) body(function, x, call(function, x));
      }
  }
};
using Formats = testing::Types<double, float, float16, bfloat16>;
TYPED_TEST_SUITE(SameBits, Formats);

TYPED_TEST(SameBits, Permutation) {
  using T = TypeParam;
  std::mt19937_64 random(8);
  SameBits<T>::each([&](int function, const std::vector<T>& x, const std::vector<T>& y) {
    std::vector<std::size_t> order(x.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    std::vector<T> shuffled(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) shuffled[i] = x[order[i]];
    std::vector<T> z = call(function, shuffled);
    if (function == 2) {
      ASSERT_TRUE(same(y, z));
      return;
    }
    for (std::size_t i = 0; i < x.size(); ++i) ASSERT_EQ(bits_of(z[i]), bits_of(y[order[i]]));
  });
}

TYPED_TEST(SameBits, InPlaceStridesAndBatches) {
  using T = TypeParam;
  SameBits<T>::each([&](int function, const std::vector<T>& x, const std::vector<T>& y) {
    const auto n = static_cast<std::ptrdiff_t>(x.size());
    std::vector<T> place = x;
    rows_of(function, place.data(), place.data(), contiguous_rows(1, x.size()));
    place.resize(y.size());
    ASSERT_TRUE(same(place, y)) << "in place";

    // Two rows, backwards, every third element; the second row holds the same entries.
    std::vector<T> wide(static_cast<std::size_t>(6 * n));
    for (std::ptrdiff_t i = 0; i < n; ++i)
      for (std::ptrdiff_t r = 0; r < 2; ++r)
        wide[static_cast<std::size_t>(3 * n * r + 3 * (n - 1 - i))] =
            x[static_cast<std::size_t>(i)];
    std::vector<T> out(2 * y.size());
    rows_of(function, wide.data() + 3 * (n - 1), out.data(),
            {2, x.size(), 3 * n, -3, static_cast<std::ptrdiff_t>(y.size()), 1});
    ASSERT_TRUE(
        same(std::vector<T>(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(y.size())), y));
    ASSERT_TRUE(
        same(std::vector<T>(out.begin() + static_cast<std::ptrdiff_t>(y.size()), out.end()), y));

    std::vector<T> offset(x.size() + 1);
    std::copy(x.begin(), x.end(), offset.begin() + 1);
    std::vector<T> moved(y.size() + 3);
    rows_of(function, offset.data() + 1, moved.data() + 3, contiguous_rows(1, x.size()));
    ASSERT_TRUE(same(std::vector<T>(moved.begin() + 3, moved.end()), y)) << "alignment";
  });
}

TYPED_TEST(SameBits, ManyRows) {
  // Kernels take several short rows at once; rows that are rules lie among them.
  using T = TypeParam;
  std::mt19937_64 random(9);
  const T infinity =
      value_of<T>((2ULL * (1ULL << Layout<T>::kExponent) - 2) << (Layout<T>::kFraction - 1));
  for (const std::size_t n : {1U, 2U, 15U, 16U, 17U, 33U, 300U, 1024U, 1025U, 2048U, 2049U}) {
    const std::size_t rows = n < 100 ? 150 : 5;
    std::vector<T> x;
    for (std::size_t r = 0; r < rows; ++r) {
      std::vector<T> row = draw_row<T>(static_cast<int>(random() % kFamilies), n, random);
      if (random() % 9 == 0) row[random() % n] = value_of<T>(bits_of(infinity) + 1);  // a NaN
      if (random() % 9 == 0) row[random() % n] = infinity;
      if (random() % 9 == 0) row.assign(n, row[0]);
      x.insert(x.end(), row.begin(), row.end());
    }
    for (int function = 0; function < 3; ++function) {
      const std::size_t outputs = function == 2 ? 1 : n;
      std::vector<T> y(rows * outputs);
      RowLayout layout = contiguous_rows(rows, n);
      layout.y_row = static_cast<std::ptrdiff_t>(outputs);
      rows_of(function, x.data(), y.data(), layout);
      std::vector<T> place = x;
      if (function != 2) rows_of(function, place.data(), place.data(), layout);
      for (std::size_t r = 0; r < rows; ++r) {
        const std::vector<T> row(x.begin() + static_cast<std::ptrdiff_t>(r * n),
                                 x.begin() + static_cast<std::ptrdiff_t>((r + 1) * n));
        const std::vector<T> alone = call(function, row);
        const std::size_t size = outputs * sizeof(T);
        ASSERT_EQ(std::memcmp(alone.data(), y.data() + r * outputs, size), 0) << n << " " << r;
        if (function == 2) continue;
        ASSERT_EQ(std::memcmp(alone.data(), place.data() + r * n, size), 0) << n << " " << r;
      }
    }
  }
}

TYPED_TEST(SameBits, CallersEnvironment) {
  using T = TypeParam;
  SameBits<T>::each([&](int function, const std::vector<T>& x, const std::vector<T>& y) {
    for (const int mode : {FE_TONEAREST, FE_DOWNWARD, FE_UPWARD, FE_TOWARDZERO}) {
      std::fesetround(mode);
      const std::vector<T> z = call(function, x);
      const int after = std::fegetround();
      std::fesetround(FE_TONEAREST);
      ASSERT_EQ(after, mode);
      ASSERT_TRUE(same(z, y)) << "rounding mode " << mode;
    }
#if defined(__SSE2__)
    const unsigned saved = _mm_getcsr();
    for (const unsigned control : {0x9FC0U, 0x1F80U, 0x7FBFU, 0xFFC0U}) {
      _mm_setcsr(control);
      const std::vector<T> z = call(function, x);
      const unsigned after = _mm_getcsr();
      _mm_setcsr(saved);
      ASSERT_EQ(after, control) << "sticky flags included";
      ASSERT_TRUE(same(z, y)) << "MXCSR " << control;
    }
#endif
  });
}

}  // namespace
}  // namespace softmax::test
