// Law: every vector target that this machine has gives the same bits.
#include <gtest/gtest.h>
#include <hwy/targets.h>

#include "families.hpp"
#include "softmax/softmax.hpp"

namespace softmax::test {
namespace {

/// FNV-1a over the bytes of every output of a fixed set of rows.
template <class T>
std::uint64_t hash_of_outputs() {
  std::uint64_t hash = 1469598103934665603ULL;
  const auto take = [&](T value) {
    const std::uint64_t bits = bits_of(value);
    for (int i = 0; i < 64; i += 8) hash = (hash ^ ((bits >> i) & 0xFF)) * 1099511628211ULL;
  };
  std::mt19937_64 random(11);
  for (int family = 0; family < kFamilies; ++family) {
    for (int row = 0; row < 60; ++row) {
      // The last row is one of those whose exponentials are computed twice.
      const std::size_t n = row == 59 ? 17000 : 1 + random() % 700;
      std::vector<T> x = draw_row<T>(family, n, random);
      std::vector<T> y(n);
      if (row == 58) x[n / 2] = value_of<T>(~0ULL >> (65 - 8 * sizeof(T)));  // a NaN
      softmax(std::span<const T>(x), std::span<T>(y));
      for (const T& value : y) take(value);
      log_softmax(std::span<const T>(x), std::span<T>(y));
      for (const T& value : y) take(value);
      take(logsumexp(std::span<const T>(x)));
    }
  }
  return hash;
}

template <class T>
class EveryTarget : public testing::Test {};
using Formats = testing::Types<double, float, float16, bfloat16>;
TYPED_TEST_SUITE(EveryTarget, Formats);

TYPED_TEST(EveryTarget, SameBits) {
  const std::uint64_t all = static_cast<std::uint64_t>(hwy::SupportedTargets());
  const std::uint64_t reference = hash_of_outputs<TypeParam>();
  int tried = 0;
  for (std::uint64_t rest = all; rest != 0; rest &= rest - 1) {
    const std::uint64_t target = rest & (~rest + 1);
    hwy::SetSupportedTargetsForTest(static_cast<decltype(hwy::SupportedTargets())>(target));
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    EXPECT_EQ(hash_of_outputs<TypeParam>(), reference)
        << hwy::TargetName(static_cast<decltype(hwy::SupportedTargets())>(target));
    std::printf("%s ", hwy::TargetName(static_cast<decltype(hwy::SupportedTargets())>(target)));
    ++tried;
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  std::printf("%d targets, hash %016llx\n", tried, static_cast<unsigned long long>(reference));
  ASSERT_GT(tried, 0);
}

}  // namespace
}  // namespace softmax::test
