#include "verify/bench/writers.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sample.hpp"

namespace softmax::verify::bench {
namespace {

void expect_all(const std::string& text, std::initializer_list<const char*> needed) {
  for (const char* part : needed) EXPECT_NE(text.find(part), std::string::npos) << part;
}

TEST(Markdown, ClaimsAreRatiosAndTimesStandAtTheEnd) {
  const std::string text = to_markdown(sample());
  expect_all(text, {"again: `./run bench softmax peers`", "compiler \\| processor", "avx2 fma",
                    "`-O2`", "| brisk | 2.0 | a peer |", "| elsewhere | absent | not installed",
                    "| softmax | 1.50 | 1.00 | 0.5 |", "| brisk | 1.00 | - | 3.5 |",
                    "| wrong | 0.25! | - | inf |", "| *memcpy* | 0.05 | 0.10 | - |"});
  const std::size_t end = text.find("## Times of this run");
  ASSERT_NE(end, std::string::npos);
  const std::size_t ns = text.find("| softmax | 3.000 (2.000) | 1.000 (1.000) |");
  ASSERT_NE(ns, std::string::npos);
  EXPECT_GT(ns, end);
}

TEST(Markdown, ThisLibraryHasItsOwnTables) {
  expect_all(to_markdown(sample()),
             {"fastest of the others", "| softmax f32 | 1.50 | - |", "formats side by side\n",
              "divided by that of softmax f32", "| softmax f32 | 1.00 | - |", "on two threads",
              "| softmax f32 | 1.90 | - |"});
}

TEST(Markdown, TablesThatWouldBeEmptyAreLeftOut) {
  Record record = sample();
  for (Group& group : record.groups) group.entries.erase(group.entries.begin());
  record.side_by_side.clear();
  const std::string text = to_markdown(record);
  EXPECT_EQ(text.find("two threads"), std::string::npos);
  EXPECT_EQ(text.find("side by side\n"), std::string::npos);
  EXPECT_EQ(text.find("fastest of the others"), std::string::npos);
}

TEST(Json, HoldsEveryRoundAndNullWhereThereIsNoNumber) {
  const auto json = nlohmann::json::parse(to_json(sample()));
  EXPECT_EQ(json["schema_version"], 2);
  EXPECT_EQ(json["absent"][0]["name"], "elsewhere");
  const auto& group = json["groups"][0];
  EXPECT_EQ(group["rows"], 4096);
  EXPECT_EQ(group["entries"][0]["ratio"], 1.5);
  EXPECT_EQ(group["entries"][0]["timing"]["rounds"], (std::vector<double>{3.0, 2.0, 9.0}));
  EXPECT_EQ(group["entries"][0]["timing"]["best"], 2.0);
  EXPECT_TRUE(group["entries"][2]["judgement"]["largest_ulp"].is_null());
  EXPECT_EQ(group["entries"][2]["judgement"]["sane"], false);
  EXPECT_EQ(group["entries"][3]["kind"], "limit");
  EXPECT_EQ(json["groups"][1]["entries"][1]["measured"], false);
  EXPECT_TRUE(json["groups"][1]["entries"][1]["timing"]["median"].is_null());
  const auto& sides = json["side_by_side"][0]["sides"];
  EXPECT_EQ(sides[0]["format"], "f64");
  EXPECT_EQ(sides[0]["ratio"], 1.5);
  EXPECT_TRUE(sides[0]["two_threads"].is_null());
  EXPECT_EQ(sides[1]["two_threads"], 1.9);
  EXPECT_EQ(sides[1]["timing"]["rounds"], (std::vector<double>{4.0, 4.0, 2.0}));
}

TEST(Terminal, ShowsTimesRatiosAndWhatIsAbsent) {
  expect_all(to_terminal(sample()),
             {"4096x16", "3.000   1.50x", "0.500  0.25x!", "(memcpy)", "not ranked",
              "time / softmax f32", "elsewhere: not installed"});
}

TEST(Writers, TheSameRecordGivesTheSameBytes) {
  EXPECT_EQ(to_markdown(sample()), to_markdown(sample()));
  EXPECT_EQ(to_json(sample()), to_json(sample()));
}

}  // namespace
}  // namespace softmax::verify::bench
