// Law: exp of an entry of 16 bits as two floats, and their sums, lie within the bounds that Theorem
// 19 of lib/ERROR_ANALYSIS.md proves: each entry that counts, and rows of any number of chunks.
#define SOFTMAX_FEW_TARGETS
#include "targets.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <span>
#include <vector>

#include "error_bounds.hpp"
#include "exact.hpp"
#include "families.hpp"
#include "kernels.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "float_pairs.test.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "float_pair_sums-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {

/// exp of `count` entries, a multiple of kPad; false where the target has no pairs of floats.
HWY_ATTR bool FloatPairsOf([[maybe_unused]] const float* x, [[maybe_unused]] std::size_t count,
                           [[maybe_unused]] float far, [[maybe_unused]] float* high,
                           [[maybe_unused]] float* low) {
#if SOFTMAX_SIXTEENTHS
  const DF d;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    const FloatPair e = ExpFloatPair(hn::LoadU(d, x + i), far);
    hn::StoreU(e.high, d, high + i);
    hn::StoreU(e.low, d, low + i);
  }
  return true;
#else
  return false;
#endif
}

/// Σ exp of a row of n entries, a multiple of kPad, lane by lane.
template <class T>
HWY_ATTR void LanesOfRow([[maybe_unused]] const T* x, [[maybe_unused]] std::size_t n,
                         [[maybe_unused]] double* lanes) {
#if SOFTMAX_SIXTEENTHS
  RowBuffers<T> buffers;
  FloatPairRows rows;
  RowLayout layout;
  layout.rows = 1;
  layout.cols = n;
  LanesOfFloatPairs<true>(WholeRows<const T>{x, 0}, layout, buffers, rows);
  std::copy_n(rows.lanes, kMaxLanes, lanes);
#endif
}
HWY_ATTR void LanesOfF16(const float16* x, std::size_t n, double* lanes) {
  LanesOfRow(x, n, lanes);
}
HWY_ATTR void LanesOfBF16(const bfloat16* x, std::size_t n, double* lanes) {
  LanesOfRow(x, n, lanes);
}
template <class T>
constexpr float FarOf() {
#if SOFTMAX_SIXTEENTHS
  return kFloatPairFar<T>;
#else
  return 0;
#endif
}
HWY_ATTR float FarOfF16() { return FarOf<float16>(); }
HWY_ATTR float FarOfBF16() { return FarOf<bfloat16>(); }

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace softmax::detail {
HWY_EXPORT(FloatPairsOf);
HWY_EXPORT(LanesOfF16);
HWY_EXPORT(LanesOfBF16);
HWY_EXPORT(FarOfF16);
HWY_EXPORT(FarOfBF16);
}  // namespace softmax::detail

namespace softmax::test {
namespace {

namespace bound = detail::bound::float_pair;
constexpr const char* kNone = "this machine has no target that takes pairs of floats";

bool float_pairs(const std::vector<float>& x, float far, std::vector<float>& high,
                 std::vector<float>& low) {
  using namespace detail;
  high.resize(x.size());
  low.resize(x.size());
  return HWY_DYNAMIC_DISPATCH(FloatPairsOf)(x.data(), x.size(), far, high.data(), low.data());
}

template <class T>
float far_of() {
  using namespace detail;
  if constexpr (std::is_same_v<T, float16>)
    return HWY_DYNAMIC_DISPATCH(FarOfF16)();
  else
    return HWY_DYNAMIC_DISPATCH(FarOfBF16)();
}

template <class T>
Real sum_of(const std::vector<T>& x) {
  using namespace detail;
  double lanes[kMaxLanes];
  if constexpr (std::is_same_v<T, float16>)
    HWY_DYNAMIC_DISPATCH(LanesOfF16)(x.data(), x.size(), lanes);
  else
    HWY_DYNAMIC_DISPATCH(LanesOfBF16)(x.data(), x.size(), lanes);
  Real sum = 0;
  for (const double lane : lanes) sum += lane;
  return sum;
}

template <class T>
class FloatPairs : public testing::Test {};
using Formats = testing::Types<float16, bfloat16>;
TYPED_TEST_SUITE(FloatPairs, Formats);

TYPED_TEST(FloatPairs, OfEveryEntryAreWithinTheBound) {
  using T = TypeParam;
  std::vector<float> x;
  for (std::uint32_t bits = 0; bits < 0x10000; ++bits)
    x.push_back(static_cast<float>(as_double(value_of<T>(bits))));
  const float far = far_of<T>();
  std::vector<float> high;
  std::vector<float> low;
  if (!float_pairs(x, far, high, low)) GTEST_SKIP() << kNone;
  Real worst = 0;
  float witness = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (std::isnan(x[i])) {
      ASSERT_TRUE(std::isnan(low[i]));
    } else if (x[i] < far) {
      ASSERT_EQ(high[i], 0) << x[i];
      ASSERT_EQ(low[i], 0) << x[i];
    } else if (x[i] >= 89) {
      ASSERT_FALSE(std::isfinite(high[i])) << x[i];
    } else if (x[i] <= 45) {  // ln 2^64 and some more
      const Real error = abs((Real(high[i]) + Real(low[i])) / exp(Real(x[i])) - 1);
      if (error > worst) witness = x[i];
      worst = std::max(worst, error);
    }
  }
  std::printf("observed maximum %.3f of 2^-30, at %a\n",
              Real(ldexp(worst, 30)).template convert_to<double>(), static_cast<double>(witness));
  EXPECT_LE(worst, Real(bound::kExp * bound::kUnit));
  EXPECT_GT(worst, Real(bound::kUnit)) << "the entries are no test of the bound";
}

TYPED_TEST(FloatPairs, SumsAreWithinTheBound) {
  using T = TypeParam;
  std::vector<float> high;
  std::vector<float> low;
  if (!float_pairs(std::vector<float>(detail::kPad), far_of<T>(), high, low)) GTEST_SKIP() << kNone;
  std::mt19937_64 random(43);
  std::uniform_real_distribution<double> unit(0, 1);
  Real worst = 0;
  for (std::size_t n = 16; n <= 2048; n += n < 400 ? 16 : 112) {
    for (const double width : {0.0, 0.01, 3.0, 12.0}) {
      std::vector<T> x(n);
      Real exact = 0;
      const double top = 30 * unit(random);
      for (T& value : x) {
        value = near_value<T>(top - width * unit(random));
        exact += exp(Real(as_double(value)));
      }
      const Real error = abs(sum_of(x) / exact - 1);
      worst = std::max(worst, error);
      ASSERT_LE(error, Real(bound::kSum * bound::kUnit)) << n << ", width " << width;
    }
  }
  // Entries of one lane for which a search found errors that add up.
  constexpr std::uint16_t kF16[] = {0x4c59, 0x4d7d, 0x4c19, 0x4c59, 0x4c28, 0x4c19, 0x4c28, 0x4c19};
  constexpr std::uint16_t kBF16[] = {0xc07f, 0xc07f, 0x3f8c, 0xc037,
                                     0xc075, 0xc01a, 0xc079, 0xc07f};
  std::vector<T> x;
  Real exact = 0;
  for (std::size_t i = 0; i < 128; ++i) {
    x.push_back(value_of<T>(std::is_same_v<T, float16> ? kF16[i / 16] : kBF16[i / 16]));
    exact += exp(Real(as_double(x.back())));
  }
  worst = std::max(worst, Real(abs(sum_of(x) / exact - 1)));
  EXPECT_LE(worst, Real(bound::kSum * bound::kUnit));
  EXPECT_GT(worst, Real(4 * bound::kUnit)) << "the rows are no test of the bound";
  std::printf("observed maximum %.3f of 2^-30\n",
              Real(ldexp(worst, 30)).template convert_to<double>());
}

}  // namespace
}  // namespace softmax::test
#endif
