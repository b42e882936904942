#include "verify/core/hexfloat.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <cmath>

namespace softmax::verify {
namespace {

RC_GTEST_PROP(Hexfloat, LosesNothing, (std::uint64_t bits)) {
  const auto value = std::bit_cast<double>(bits);
  const auto back = parse_number(hexfloat(value));
  RC_ASSERT(back.has_value());
  if (std::isnan(value)) {
    RC_ASSERT(std::isnan(*back));
  } else {
    RC_ASSERT(std::bit_cast<std::uint64_t>(*back) == bits);
    RC_ASSERT(*parse_number(decimal(value)) == value);
  }
}

TEST(Hexfloat, Specials) {
  EXPECT_EQ(hexfloat(-HUGE_VAL), "-inf");
  EXPECT_EQ(hexfloat(std::nan("")), "nan");
  EXPECT_EQ(hexfloat(3.0), "0x1.8p+1");
}

TEST(Hexfloat, RefusesWhatIsNoNumber) {
  for (const char* text : {"", " 1", "1 ", "one", "0x", "1,5", "--1"}) {
    EXPECT_FALSE(parse_number(text).has_value()) << '[' << text << ']';
  }
  EXPECT_EQ(parse_number("-inf"), -HUGE_VAL);
  EXPECT_EQ(parse_number("705"), 705.0);
}

}  // namespace
}  // namespace softmax::verify
