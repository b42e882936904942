#include "verify/bench/shape.hpp"

#include <gtest/gtest.h>

#include "verify/core/usage_error.hpp"

namespace softmax::verify::bench {
namespace {

TEST(Shape, ReadsBack) {
  EXPECT_EQ(parse_shape("4096x16"), (Shape{4096, 16}));
  EXPECT_EQ(parse_shape("1x4194304"), (Shape{1, 4194304}));
  for (const Shape& shape : default_shapes()) EXPECT_EQ(parse_shape(to_string(shape)), shape);
}

TEST(Shape, RefusesWhatIsNone) {
  for (const char* text :
       {"", "x", "16", "16x", "x16", "0x16", "16x0", "-1x16", "+1x16", "16X4", "16x4x2", "16x4 ",
        " 16x4", "16*4", "1.5x4", "0x10x4", "18446744073709551616x1", "1x18446744073709551617"}) {
    EXPECT_THROW(parse_shape(text), UsageError) << text;
  }
}

TEST(Shape, RefusesMoreThanIsMeasuredAlsoWhereTheProductOverflows) {
  EXPECT_EQ(parse_shape("268435456x1").elements(), kMostElements);
  EXPECT_THROW(parse_shape("268435457x1"), UsageError);
  EXPECT_THROW(parse_shape("4294967296x4294967296"), UsageError);
}

}  // namespace
}  // namespace softmax::verify::bench
