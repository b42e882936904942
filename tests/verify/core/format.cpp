#include "verify/core/format.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

namespace softmax::verify {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

TEST(Format, EveryPatternOfTheSmallFormatsReadsBackToItself) {
  for (const Format format : {Format::f16, Format::bf16}) {
    for (std::uint64_t bits = 0; bits < 0x10000; ++bits) {
      const double value = decode(format, bits);
      if (std::isnan(value)) continue;
      ASSERT_EQ(encode(format, value), bits) << traits(format).name << " " << bits;
    }
  }
}

TEST(Format, KnownValues) {
  EXPECT_EQ(decode(Format::f16, 0x3C00), 1.0);
  EXPECT_EQ(decode(Format::f16, 0x7BFF), 65504.0);
  EXPECT_EQ(decode(Format::f16, 0x0001), 0x1p-24);
  EXPECT_EQ(decode(Format::bf16, 0x3F80), 1.0);
  EXPECT_EQ(decode(Format::bf16, 0x0001), 0x1p-133);
  EXPECT_EQ(decode(Format::f32, 0x00000001), 0x1p-149);
  EXPECT_EQ(decode(Format::f64, 1), 0x1p-1074);
}

TEST(Format, TraitsAgreeWithTheLanguage) {
  EXPECT_EQ(greatest(Format::f64), std::numeric_limits<double>::max());
  EXPECT_EQ(greatest(Format::f32), static_cast<double>(std::numeric_limits<float>::max()));
  EXPECT_EQ(least_normal(Format::f32), static_cast<double>(std::numeric_limits<float>::min()));
  EXPECT_EQ(least_subnormal(Format::f64), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(greatest(Format::f16), 65504.0);
}

// Rounding of the 16-bit formats, against the definition: nearest of the two neighbours, and the
// even pattern on a tie. Every pair of neighbours, at the quarter points.
TEST(Format, RoundsToNearestEvenBetweenAllNeighbours) {
  for (const Format format : {Format::f16, Format::bf16}) {
    for (std::uint64_t bits = 0; std::isfinite(decode(format, bits + 1)); ++bits) {
      const double low = decode(format, bits);
      const double high = decode(format, bits + 1);
      const double middle = low + (high - low) / 2;
      ASSERT_EQ(encode(format, low + (high - low) / 4), bits);
      ASSERT_EQ(encode(format, high - (high - low) / 4), bits + 1);
      ASSERT_EQ(encode(format, middle), bits % 2 == 0 ? bits : bits + 1);
      ASSERT_EQ(encode(format, std::nextafter(middle, -kInf)), bits);
      ASSERT_EQ(encode(format, std::nextafter(middle, kInf)), bits + 1);
      ASSERT_EQ(encode(format, -middle), 0x8000U | (bits % 2 == 0 ? bits : bits + 1));
    }
  }
}

TEST(Format, OverflowAndUnderflow) {
  EXPECT_EQ(encode(Format::f16, 65519.99), 0x7BFFU);
  EXPECT_EQ(encode(Format::f16, 65520.0), 0x7C00U);  // half way: the even neighbour is infinity
  EXPECT_EQ(encode(Format::f16, 0x1p-25), 0U);       // half way to 0: even
  EXPECT_EQ(encode(Format::f16, 0x1.8p-25), 1U);
  EXPECT_EQ(encode(Format::f16, 0x1p-1074), 0U);
  EXPECT_EQ(encode(Format::bf16, -kInf), 0xFF80U);
  EXPECT_TRUE(std::isnan(decode(Format::f16, encode(Format::f16, std::nan("")))));
}

TEST(Format, NaNKeepsItsSignAndTheLeadingBitsOfItsPayload) {
  const auto nan = [](std::uint64_t bits) { return std::bit_cast<double>(bits); };
  EXPECT_EQ(encode(Format::f32, nan(0x7FF8000000000000)), 0x7FC00000U);
  EXPECT_EQ(encode(Format::f32, nan(0xFFFC000000000000)), 0xFFE00000U);
  EXPECT_EQ(encode(Format::f16, nan(0xFFF8000000000000)), 0xFE00U);
  EXPECT_EQ(encode(Format::bf16, nan(0x7FF8000000000000)), 0x7FC0U);
  // A payload that does not fit leaves one bit, which is not the quiet one.
  for (const Format format : {Format::f64, Format::f32, Format::f16, Format::bf16}) {
    const std::uint64_t bits = encode(format, nan(0x7FF0000000000001));
    EXPECT_EQ(bits & 1U, 1U) << traits(format).name;
    EXPECT_TRUE(std::isnan(decode(format, bits))) << traits(format).name;
  }
}

TEST(Format, Neighbours) {
  EXPECT_EQ(next_up(Format::f32, 1.0), 1.0 + 0x1p-23);
  EXPECT_EQ(next_down(Format::f32, 1.0), 1.0 - 0x1p-24);
  EXPECT_EQ(next_up(Format::f16, 0.0), 0x1p-24);
  EXPECT_EQ(next_down(Format::f16, 0.0), -0x1p-24);
  EXPECT_EQ(next_up(Format::f16, -0x1p-24), 0.0);
  EXPECT_EQ(next_up(Format::f16, 65504.0), kInf);
  EXPECT_EQ(next_up(Format::f64, -1.0), std::nextafter(-1.0, 0.0));
}

TEST(Format, ArraysKeepEveryBit) {
  const std::vector<double> values = {0.0, -0.0, 1.5, -kInf, kInf, 0x1p-14};
  for (const Format format : kFormats) {
    std::vector<unsigned char> bytes(values.size() * 8);
    std::vector<double> back(values.size());
    store(format, values, bytes.data());
    load(format, bytes.data(), back);
    for (std::size_t i = 0; i < values.size(); ++i) EXPECT_TRUE(same_bits(values[i], back[i]));
  }
}

TEST(Format, SameBitsTellsZerosApartAndNaNsNot) {
  EXPECT_FALSE(same_bits(0.0, -0.0));
  EXPECT_TRUE(same_bits(std::nan("1"), std::nan("2")));
  EXPECT_FALSE(same_bits(std::nan(""), 0.0));
}

}  // namespace
}  // namespace softmax::verify
