#include "verify/report/text.hpp"

#include <gtest/gtest.h>

#include "sample.hpp"
#include "verify/report/table.hpp"
#include "verify/report/utf8.hpp"

namespace softmax::verify::report {
namespace {

TEST(Utf8, WhatIsNotUtf8OrIsControlIsReplaced) {
  EXPECT_EQ(clean("äöü ≤ 漢 \n\t"), "äöü ≤ 漢 \n\t");
  EXPECT_EQ(clean("\x1b[31m"), "\\x1b[31m");
  EXPECT_EQ(clean("a\x7f\r"), "a\\x7f\\x0d");
  const std::string replacement = "\xEF\xBF\xBD";
  EXPECT_EQ(clean("\xff"), replacement);
  EXPECT_EQ(clean("\xc0\x80"), replacement + replacement) << "overlong form of NUL";
  EXPECT_EQ(clean("\xed\xa0\x80"), replacement + replacement + replacement) << "surrogate";
  EXPECT_EQ(clean("\xe6\xbc"), replacement + replacement) << "cut short";
  EXPECT_EQ(clean("\xef\xbf\xbe"), replacement) << "U+FFFE, which XML forbids";
}

TEST(Utf8, WidthIsInColumns) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("äé"), 2U);
  EXPECT_EQ(display_width("漢字"), 4U);
  EXPECT_EQ(display_width("e\xcc\x81"), 1U) << "combining accent";
  EXPECT_EQ(last_columns("abcdef", 6), "abcdef");
  EXPECT_EQ(last_columns("abcdefg", 6), "...efg");
  EXPECT_EQ(last_columns("漢字漢字", 6), "...字");
}

TEST(Table, AlignsByDisplayWidth) {
  const auto plain = [](std::size_t, std::size_t, std::string text) { return text; };
  EXPECT_EQ(aligned({{"name"}, {"big\nfigure", true}}, {{"漢字x", "1"}, {"b", "22"}}, plain),
            "          big\nname   figure\n-----  ------\n漢字x       1\nb          22\n");
}

TEST(Shown, ShortRowsCarryDecimalsAndLongOnesRunLengths) {
  EXPECT_EQ(shown_joined(Matrix{0.0, -1.5}), "[0x0p+0 (0), -0x1.8p+0 (-1.5)]");
  EXPECT_EQ(shown_joined(Matrix(1, 4096)), "[0x0p+0 x 4096]");
  EXPECT_EQ(shown_joined(Matrix{0.0, -0.0}), "[0x0p+0 (0), -0x0p+0 (-0)]") << "not one run";
  EXPECT_EQ(shown_joined(Matrix(2, 2, {1, 2, 3, 3})),
            "[0x1p+0 (1), 0x1p+1 (2)]\n[0x1.8p+1 (3) x 2]");
  EXPECT_EQ(shown_joined(Matrix(0, 5)), "[] (rows 0, columns 5)");
}

TEST(Shown, WhatIsLeftOutIsCounted) {
  std::vector<double> many(1000);
  for (std::size_t k = 0; k < many.size(); ++k) many[k] = static_cast<double>(k);
  many[500] = many[501];  // a run inside of what is left out
  const std::string text = shown_joined(Matrix(std::move(many)));
  EXPECT_NE(text.find("0x1.6p+3, ... 984 entries left out ..., 0x1.f2p+9"), std::string::npos)
      << text;
  EXPECT_EQ(shown(Matrix(100, 1)).size(), 9U);
  EXPECT_EQ(shown(Matrix(100, 1))[6], "... 92 rows left out ...");
  EXPECT_EQ(shown(Matrix(9, 1)).size(), 9U);
}

TEST(RuleOfThree, SaysWhatAReaderMayConclude) {
  Cell cell;
  EXPECT_NE(rule_of_three(cell).find("No case"), std::string::npos);
  cell.cases = 300;
  EXPECT_NE(rule_of_three(cell).find("no result compared"), std::string::npos);
  cell.values = 1;
  EXPECT_NE(rule_of_three(cell).find("below 3/300 = 0.01 at 95 %"), std::string::npos);
  cell.findings.emplace_back();
  EXPECT_NE(rule_of_three(cell).find("1 law broken"), std::string::npos);
}

TEST(VacuousLaws, AreThoseThatApplyAndComparedNothing) {
  EXPECT_EQ(vacuous_laws(violated_cell()), std::vector<std::string>{"merge"});
}

}  // namespace
}  // namespace softmax::verify::report
