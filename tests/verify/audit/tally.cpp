#include "verify/audit/tally.hpp"

#include <gtest/gtest.h>

namespace softmax::verify::audit {
namespace {

Tally one_case(std::uint64_t number, double ulp, bool broken) {
  Tally tally(1);
  static const Matrix x({1.0, 2.0});
  tally.begin(number, "family", x);
  property::Outcome outcome;
  outcome.compared = 2;
  if (broken) outcome.violation = property::Violation{};
  tally.add(0, outcome);
  property::JudgedRow::Judgement judgement;
  judgement.ulp = {ulp, ulp};
  judgement.bound_ulp = 4.0;
  tally.result(0, 1, 1.0, 0.5, 0.5, judgement);
  return tally;
}

TEST(Tally, KeepsTheFirstViolationAndTheLargestErrorWithItsWitness) {
  Tally all(1);
  all.merge(one_case(3, 1.0, false));
  all.merge(one_case(4, 2.0, true));
  all.merge(one_case(5, 2.0, true));
  EXPECT_EQ(all.cases, 3U);
  EXPECT_EQ(all.laws[0].violations, 2U);
  EXPECT_EQ(all.laws[0].first->case_number, 4U);
  EXPECT_EQ(all.largest_ulp.ulp, 2.0);
  EXPECT_EQ(all.largest_ulp.witness.case_number, 4U) << "of equal maxima the earlier case";
  EXPECT_EQ(all.largest_ulp.witness.x, Matrix({1.0, 2.0}));
  EXPECT_EQ(all.largest_ratio.ratio, 0.5);
  EXPECT_EQ(all.values, 3U);
  EXPECT_EQ(all.families.at("family"), 3U);
}

TEST(Tally, CasesWithNothingToCompareAreRefusedWhereTheSubjectSaysSo) {
  Tally all(1), later(1);
  property::Outcome something;
  something.compared = 1;
  all.add(0, {}, true);
  all.add(0, {}, false);
  all.add(0, something, true);
  later.add(0, {}, true);
  all.merge(std::move(later));
  EXPECT_EQ(all.laws[0].vacuous, 3U);
  EXPECT_EQ(all.laws[0].refused, 2U);
}

TEST(Tally, MergingInGroupsIsMergingOneByOne) {
  Tally left(1);
  left.merge(one_case(1, 0.25, false));
  left.merge(one_case(2, 8.0, true));
  Tally right(1);
  right.merge(one_case(3, 8.0, true));
  right.merge(one_case(4, 0.5, false));
  left.merge(std::move(right));
  EXPECT_EQ(left.laws[0].violations, 2U);
  EXPECT_EQ(left.largest_ulp.witness.case_number, 2U);
  EXPECT_EQ(left.laws[0].values, 8U);
}

}  // namespace
}  // namespace softmax::verify::audit
