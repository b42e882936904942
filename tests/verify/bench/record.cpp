#include "verify/bench/record.hpp"

#include <gtest/gtest.h>

#include "sample.hpp"
#include "verify/bench/tables.hpp"

namespace softmax::verify::bench {
namespace {

TEST(Record, RatiosAreOfMediansToTheFastestSubjectThatIsSane) {
  const Record record = sample();
  const Group& group = record.groups[0];
  EXPECT_EQ(fastest(group), 2.0);  // neither the one that is wrong nor the limit
  EXPECT_EQ(ratio_of(group, *group.named("softmax")), 1.5);
  EXPECT_EQ(ratio_of(group, *group.named("brisk")), 1.0);
  EXPECT_EQ(ratio_of(group, *group.named("wrong")), 0.25);
  EXPECT_EQ(group.named("nobody"), nullptr);
}

TEST(Record, WhoRefusedHasNoTime) {
  const Record record = sample();
  const Group& group = record.groups[1];
  EXPECT_EQ(time_of(*group.named("brisk")), std::nullopt);
  EXPECT_EQ(ratio_of(group, *group.named("brisk")), std::nullopt);
  EXPECT_EQ(ratio_to_others(group, "softmax"), std::nullopt);
}

TEST(Record, AgainstTheOthersLeavesTheSubjectItselfOut) {
  const Record record = sample();
  EXPECT_EQ(ratio_to_others(record.groups[0], "softmax"), 1.5);
  EXPECT_EQ(ratio_to_others(record.groups[0], "brisk"), 2.0 / 3.0);
}

TEST(Record, StatusCountsOnlySubjectsThatWereNamed) {
  Record record = sample();
  EXPECT_EQ(exit_status(record), 0);  // the one that is wrong is there for interest
  record.subjects[2].for_interest = false;
  EXPECT_EQ(exit_status(record), 1);
  for (Group& group : record.groups) {
    for (Entry& entry : group.entries) {
      if (!entry.limit) entry.rounds.clear();
    }
  }
  EXPECT_EQ(exit_status(record), 3);
}

}  // namespace
}  // namespace softmax::verify::bench
