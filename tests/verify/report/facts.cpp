#include "verify/report/facts.hpp"

#include <gtest/gtest.h>

#include "sample.hpp"

namespace softmax::verify::report {
namespace {

std::string labels(const std::vector<Fact>& facts) {
  std::string text;
  for (const Fact& fact : facts) text += fact.label + "; ";
  return text;
}

TEST(Facts, AResultIsShownOnlyWhereThereIsOne) {
  const Cell cell = violated_cell();
  EXPECT_EQ(labels(facts(cell, cell.findings[0])),
            "witness; at; given; law wants; met in; replay; ");
  EXPECT_EQ(labels(facts(cell, cell.findings[1])), "witness; met in; it printed; replay; ");
}

TEST(Facts, ThePlaceNamesTheEntryUnlessTheFunctionReduces) {
  Cell cell = violated_cell();
  EXPECT_EQ(place(cell, sample_witness()), "result 1 of row 0, where x = -0x1.8p+0 (-1.5)");
  cell.function = Function::logsumexp;
  EXPECT_EQ(place(cell, sample_witness()), "row 0");
}

TEST(Facts, AnUnusualCallIsDescribed) {
  const Cell cell = violated_cell();
  Finding finding = cell.findings[0];
  finding.witness = sample_witness();
  const Fact called = facts(cell, finding)[1];
  EXPECT_EQ(called.label, "called");
  EXPECT_EQ(
      called.text,
      "x 1 and y 0 elements off the guard page, guard page in front, strided (x 0 0, y -3 0), "
      "2 threads, called with FTZ and DAZ set");
}

TEST(Maxima, AResultThatLeadsTwiceIsMarked) {
  Cell cell = violated_cell();
  ASSERT_EQ(maxima(cell).size(), 2U);
  EXPECT_FALSE(maxima(cell)[1].repeated) << "another result of the same row";
  cell.largest_ratio = cell.largest_ulp;
  EXPECT_TRUE(maxima(cell)[1].repeated);
  cell.largest_ratio.witness.case_number = 18;
  EXPECT_FALSE(maxima(cell)[1].repeated);
  cell.largest_ulp.seen = false;
  EXPECT_EQ(maxima(cell).size(), 1U);
}

}  // namespace
}  // namespace softmax::verify::report
