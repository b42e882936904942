// Law: every vector target that this machine has gives the same bits.
#include <gtest/gtest.h>

#include "families.hpp"
#include "on_every_target.hpp"
#include "softmax/softmax.hpp"

namespace softmax::test {
namespace {

struct Digest {
  std::uint64_t hash = 1469598103934665603ULL;
  std::size_t outputs = 0;
};

/// FNV-1a over the bytes of every output of a fixed set of rows.
template <class T>
Digest hash_of_outputs() {
  Digest digest;
  const auto take = [&](T value) {
    const std::uint64_t bits = bits_of(value);
    for (int i = 0; i < 64; i += 8) {
      digest.hash = (digest.hash ^ ((bits >> i) & 0xFF)) * 1099511628211ULL;
    }
    ++digest.outputs;
  };
  std::mt19937_64 random(11);
  for (int family = 0; family < kFamilies; ++family) {
    const int rows = static_cast<int>(60 * scale());
    for (int row = 0; row < rows; ++row) {
      // The last row is one of those whose exponentials are computed twice.
      const std::size_t n = row % 60 == 59 ? 17000 : 1 + random() % 700;
      std::vector<T> x = draw_row<T>(family, n, random);
      std::vector<T> y(n);
      if (row % 60 == 58) x[n / 2] = value_of<T>(~0ULL >> (65 - 8 * sizeof(T)));  // a NaN
      softmax(std::span<const T>(x), std::span<T>(y));
      for (const T& value : y) take(value);
      log_softmax(std::span<const T>(x), std::span<T>(y));
      for (const T& value : y) take(value);
      take(logsumexp(std::span<const T>(x)));
    }
  }
  return digest;
}

template <class T>
const char* name_of() {
  if constexpr (sizeof(T) > 2) {
    return sizeof(T) == 8 ? "f64" : "f32";
  } else {
    return std::is_same_v<T, float16> ? "f16" : "bf16";
  }
}

template <class T>
class EveryTarget : public testing::Test {};
using Formats = testing::Types<double, float, float16, bfloat16>;
TYPED_TEST_SUITE(EveryTarget, Formats);

TYPED_TEST(EveryTarget, SameBits) {
  const Digest reference = hash_of_outputs<TypeParam>();
  std::string tried;
  on_every_target([&](const char* name) {
    EXPECT_EQ(hash_of_outputs<TypeParam>().hash, reference.hash) << name;
    tried += (tried.empty() ? "" : ",") + std::string(name);
  });
  // Read by reproducibility.sh.
  std::printf("hash %s %zu %s %016llx\n", name_of<TypeParam>(), reference.outputs, tried.c_str(),
              static_cast<unsigned long long>(reference.hash));
  ASSERT_FALSE(tried.empty());
}

}  // namespace
}  // namespace softmax::test
