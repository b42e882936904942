#include "verify/report/charts.hpp"

#include <gtest/gtest.h>

#include <regex>

#include "sample.hpp"
#include "verify/report/svg.hpp"

namespace softmax::verify::report {
namespace {

// Every coordinate is a finite number inside the picture.
void expect_inside(const std::string& picture) {
  const std::regex attribute("\\b(x|y|x1|x2|y1|y2|cx|cy|r)=\"([^\"]*)\"");
  std::size_t seen = 0;
  for (std::sregex_iterator it(picture.begin(), picture.end(), attribute), end; it != end; ++it) {
    const std::string text = (*it)[2];
    ASSERT_TRUE(std::regex_match(text, std::regex("-?[0-9]+(\\.[0-9]+)?"))) << it->str();
    const double value = std::stod(text);
    EXPECT_TRUE(value >= 0.0 && value <= svg::kWidth) << it->str();
    ++seen;
  }
  EXPECT_GT(seen, 20U);
  const std::regex path(" d=\"([^\"]*)\"");
  for (std::sregex_iterator it(picture.begin(), picture.end(), path), end; it != end; ++it) {
    EXPECT_TRUE(std::regex_match((*it)[1].str(), std::regex("[ML0-9., ]+"))) << it->str();
  }
}

TEST(Charts, CoordinatesAreFiniteWhateverTheData) {
  const Cell cell = violated_cell();
  expect_inside(gap_chart(cell, "g"));
  expect_inside(histogram_chart(cell, "h"));
}

TEST(Charts, HaveLabelsLegendAndDescription) {
  const Cell cell = violated_cell();
  for (const std::string& chart : {gap_chart(cell, "g"), histogram_chart(cell, "h")}) {
    for (const char* needed : {"<title id=", "<desc id=", "role=\"img\"", "0.5: correctly rounded",
                               "base-2 logarithmic"}) {
      EXPECT_NE(chart.find(needed), std::string::npos) << needed;
    }
  }
  EXPECT_NE(gap_chart(cell, "g").find("bound (largest there)"), std::string::npos);
}

TEST(Charts, AreAbsentWhereThereIsNothingToDraw) {
  EXPECT_EQ(gap_chart(Cell{}, "g"), "");
  EXPECT_EQ(histogram_chart(Cell{}, "h"), "");
}

TEST(Charts, BoundIsLiftedWhereItIsNotFinite) {
  // Bins 0 and 2 have a finite bound, and do not touch: two strokes, no line between them.
  const std::string chart = gap_chart(violated_cell(), "g");
  const std::size_t at = chart.find(" d=\"");
  const std::string path = chart.substr(at, chart.find('"', at + 4) - at);
  EXPECT_EQ(std::count(path.begin(), path.end(), 'M'), 2) << path;
}

TEST(Svg, ScaleKeepsEveryValueInside) {
  const svg::Scale scale{0.0, 10.0, 100.0, 200.0};
  EXPECT_EQ(scale.at(5.0), 150.0);
  EXPECT_EQ(scale.at(-HUGE_VAL), 100.0);
  EXPECT_EQ(scale.at(HUGE_VAL), 200.0);
  EXPECT_EQ(scale.at(std::nan("")), 100.0);
}

TEST(Svg, TicksAreFewAndNamed) {
  const auto ticks = svg::power_ticks(svg::x_scale(-30, 12), 2);
  EXPECT_LE(ticks.size(), 9U);
  EXPECT_EQ(ticks.front().label, "2⁻³⁰");
  EXPECT_EQ(svg::power_ticks(svg::x_scale(-1, 1), 2).front().label, "0.5");
}

}  // namespace
}  // namespace softmax::verify::report
