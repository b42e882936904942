#include "verify/core/scaled.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "verify/core/seed.hpp"

namespace softmax::verify {
namespace {

TEST(Scaled, IsLdexpBitForBitAlsoWhereTheResultIsSubnormalOrOverflows) {
  constexpr double kEdges[] = {
      0.0, -0.0, 0x1p-1074, -0x1.fffffffffffffp-1023, 0x1p-1022, 1.0, 0x1.fffffffffffffp1023};
  for (std::uint64_t i = 0; i < 200'000; ++i) {
    const double value =
        i < std::size(kEdges) ? kEdges[i] : std::bit_cast<double>(random_bits(1, 2, i));
    if (std::isnan(value)) continue;
    const int k = static_cast<int>(random_bits(3, 4, i) % 4400) - 2200;
    for (const int at : {k, -1023, -1022, 1023, 1024}) {
      ASSERT_EQ(std::bit_cast<std::uint64_t>(scaled(value, at)),
                std::bit_cast<std::uint64_t>(std::ldexp(value, at)))
          << value << " * 2^" << at;
    }
  }
}

TEST(Binade, IsIlogb) {
  for (const double v :
       {0x1p-1074, 0x1.8p-1060, 0x1p-1022, 0x1.fffffffffffffp-1, 1.0, -3.5, 0x1.8p1023}) {
    EXPECT_EQ(binade(v), std::ilogb(v)) << v;
  }
}

TEST(NextAbove, IsNextafter) {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double v : {0.0, 0x1p-1074, 0x1.fffffffffffffp-1, 1.0, 0x1.fffffffffffffp1023}) {
    EXPECT_EQ(next_above(v), std::nextafter(v, infinity)) << v;
  }
}

}  // namespace
}  // namespace softmax::verify
