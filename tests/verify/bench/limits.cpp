#include "verify/bench/limits.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "verify/bench/rows.hpp"

namespace softmax::verify::bench {
namespace {

TEST(Limits, MemcpyCopiesAllAndTheLoopWritesAll) {
  for (const Format format : kFormats) {
    const Rows rows(format, {3, 37});
    const std::size_t bytes = 3 * 37 * static_cast<std::size_t>(traits(format).bytes);
    const auto all = limits(Function::softmax, format);
    ASSERT_EQ(all.size(), 2U);
    for (const Limit& limit : all) {
      rows.clear_y();
      EXPECT_TRUE(limit.kernel(rows.x(), rows.y(), 3, 37));
      const std::string last(static_cast<const char*>(rows.y()) + bytes - 2, 2);
      EXPECT_NE(last, "\xFF\xFF") << limit.name;
      EXPECT_EQ(std::memcmp(rows.x(), rows.y(), bytes) == 0, limit.name == "memcpy");
    }
  }
}

TEST(Limits, LogsumexpWritesOneValueARow) {
  const Rows rows(Format::f32, {3, 37});
  rows.clear_y();
  const auto all = limits(Function::logsumexp, Format::f32);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_TRUE(all[0].kernel(rows.x(), rows.y(), 3, 37));
  std::uint32_t words[4];
  std::memcpy(words, rows.y(), sizeof words);
  EXPECT_NE(words[2], 0xFFFFFFFFU);
  EXPECT_EQ(words[3], 0xFFFFFFFFU);
}

}  // namespace
}  // namespace softmax::verify::bench
