// Each breach of the law of the call is named, with where it happened; y is there all the same.
#include <gtest/gtest.h>

#include "support.hpp"

namespace softmax::verify::subject::test {
namespace {

struct Case {
  const char* deed;
  Breach breach;
  const char* says;
};

constexpr Case kCases[] = {
    {"modifies_x", Breach::input_modified, "1 elements of x changed, the first x[0, 1]"},
    {"writes_slack_before", Breach::wrote_outside,
     "outside the elements of y changed, the first 8 bytes before"},
    {"writes_slack_after", Breach::wrote_outside,
     "outside the elements of y changed, the first 24 bytes after"},
    {"writes_beside_x", Breach::wrote_outside,
     "outside the elements of x changed, the first 8 bytes before"},
    {"skips_last", Breach::not_written, "1 elements of y were not written, the first y[0, 2]"},
    {"rounds_up", Breach::environment_changed, "rounding mode up"},
    {"unmasks", Breach::environment_changed, "exceptions unmasked"},
    {"prints", Breach::printed, "hello 3"},
    {"complains", Breach::printed, "warning: odd"},
    {"closes_output", Breach::closed_streams, "closed or replaced standard output"},
    {"floods", Breach::printed, "0123456789abcdef"},
#if defined(__x86_64__)
    {"flushes", Breach::environment_changed, "FTZ set, DAZ set"},
    {"leaves_mmx", Breach::environment_changed, "x87 registers left in use"},
#endif
};

class Breaches : public testing::TestWithParam<Case> {};

TEST_P(Breaches, AreNamedEachTime) {
  const Case& c = GetParam();
  const auto subject = open_deed("breaches", c.deed);
  Placement place;
  place.x_offset = 2;
  place.y_offset = 2;
  for (int i = 0; i < 4; ++i) {
    place.fill = i % 2;
    place.guard = i < 2 ? Placement::Guard::back : Placement::Guard::front;
    const Reply reply = call_row(*subject, {1, 2, 3}, place);
    ASSERT_EQ(reply.ending, Ending::done) << reply.detail;
    EXPECT_EQ(reply.breaches.size(), 1U) << breaches(reply);
    EXPECT_TRUE(has(reply, c.breach)) << breaches(reply);
    EXPECT_NE(breaches(reply).find(c.says), std::string::npos) << breaches(reply);
    EXPECT_EQ(reply.y.values[0], 2);
  }
  EXPECT_EQ(subject->workers_lost(), 0U);
}

INSTANTIATE_TEST_SUITE_P(All, Breaches, testing::ValuesIn(kCases),
                         [](const auto& one) { return std::string(one.param.deed); });

TEST(Breaches, AResultThatHasTheBitsOfAFillIsWritten) {
  const auto subject = open_deed("breaches", "gives_fill_bits");
  for (const double sign : {-1.0, 1.0}) {
    for (const int fill : {0, 1}) {
      Placement place;
      place.fill = fill;
      EXPECT_EQ(breaches(call_row(*subject, {sign, sign}, place)), "");
    }
  }
}

TEST(Breaches, StickyFlagsAreNone) {
  const auto subject = open_deed("breaches", "raises_flags");
  EXPECT_EQ(breaches(call_row(*subject, {1, 2, 3})), "");
}

TEST(Breaches, GapsBetweenStridedElementsAreWatched) {
  const auto subject = open_deed("breaches", "writes_gap", 10, "softmax_f64_strided");
  Placement place;
  place.strided = true;
  place.x_row_stride = place.y_row_stride = 8;
  place.x_col_stride = place.y_col_stride = 2;
  const Reply reply = call(*subject, Matrix(2, 3), place);
  EXPECT_TRUE(has(reply, Breach::wrote_outside));
  EXPECT_NE(breaches(reply).find("the first 8 bytes after"), std::string::npos) << breaches(reply);
}

#if defined(__x86_64__)
TEST(Breaches, ACallerThatFlushesIsSeenByTheSubjectAndNoBreach) {
  const auto subject = open_deed("breaches", "sees_flushing");
  Placement place;
  EXPECT_EQ(call_row(*subject, {1, 2}, place).y.values[0], 0x1p-1023);
  place.caller_flushes = true;
  const Reply reply = call_row(*subject, {1, 2}, place);
  EXPECT_EQ(reply.y.values[0], 0);
  EXPECT_EQ(breaches(reply), "");
}
#endif

}  // namespace
}  // namespace softmax::verify::subject::test
