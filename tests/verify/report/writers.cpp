#include "verify/report/writers.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "verify/core/usage_error.hpp"

namespace softmax::verify::report {
namespace {

// Every kind of thing a record can hold: findings with NaN, markup in names, vacuous, skipped.
Record sample() {
  Record record;
  record.tool_version = "test";
  record.seed = 7;
  record.platform = "compiler <&>";
  record.subjects.push_back({});
  record.subjects[0].info.name = "exec:a \"b\" <c>";
  Cell cell;
  cell.subject = record.subjects[0].info.name;
  cell.function = Function::softmax;
  cell.format = Format::f32;
  cell.verdict = Verdict::violated;
  cell.cases = 10;
  cell.values = 20;
  cell.largest_ulp = {true, 3.5, 7.0, 0.5, 0x1p-3, 0x1.8p-3, {}, "./run replay a"};
  cell.largest_ulp.witness.x = Matrix(std::vector<double>{0.0, -1.5, 2.0});
  PropertyRow vacuous;
  vacuous.law = "merge";
  PropertyRow skipped;
  skipped.law = "threads";
  skipped.skipped = 10;
  skipped.skipped_why = "one thread";
  PropertyRow range;
  range.law = "range";
  range.cases = range.values = 10;
  range.violations = 2;
  cell.properties = {range, vacuous, skipped};
  Finding finding;
  finding.law = "range";
  finding.message = "result 0 is nan & <bad>\x01";
  finding.witness.x = Matrix(1, 4096);
  finding.got = std::nan("");
  finding.replay = "./run replay 'x'";
  finding.occurrences = 2;
  cell.findings.push_back(finding);
  cell.gap_bins = {{0, 1, 0.5, 3, 4}, {1, 2, 0.7, HUGE_VAL, 2}};
  cell.error_histogram = {0, 3, 9};
  cell.class_cases["everyday"] = 10;
  record.cells.push_back(cell);
  return record;
}

TEST(Json, ParsesAndCarriesHexBesideValues) {
  const auto json = nlohmann::json::parse(to_json(sample()));
  EXPECT_EQ(json["schema_version"], kSchemaVersion);
  const auto& cell = json["cells"][0];
  EXPECT_EQ(cell["largest_ulp"]["error"]["hex"], "0x1.cp+1");
  EXPECT_EQ(cell["largest_ulp"]["error"]["value"], 3.5);
  EXPECT_EQ(cell["findings"][0]["got"]["hex"], "nan");
  EXPECT_TRUE(cell["findings"][0]["got"]["value"].is_null());
  EXPECT_EQ(cell["findings"][0]["witness"]["x"].size(), 4096U);
}

TEST(Json, TimingStandsUnderTimingOnly) {
  Record record = sample();
  const std::string before = to_json(record);
  EXPECT_EQ(before, to_json(record));
  record.seconds = 99;
  record.started = "later";
  record.cells[0].seconds = 3;
  auto a = nlohmann::json::parse(before);
  auto b = nlohmann::json::parse(to_json(record));
  EXPECT_NE(a, b);
  for (auto* json : {&a, &b}) {
    json->erase("timing");
    (*json)["cells"][0].erase("timing");
  }
  EXPECT_EQ(a, b);
}

TEST(Junit, FailuresCarryTheReplayLineInTheirText) {
  const std::string xml = to_junit(sample());
  EXPECT_NE(xml.find("failures=\"2\""), std::string::npos) << "the finding and the vacuous law";
  EXPECT_NE(xml.find("replay: ./run replay &#39;x&#39;"), std::string::npos);
  EXPECT_NE(xml.find("<skipped message=\"one thread\"/>"), std::string::npos);
  EXPECT_EQ(xml.find('\x01'), std::string::npos) << "XML forbids control characters";
  EXPECT_EQ(xml.find("<bad>"), std::string::npos);
}

TEST(Html, IsOneFileThatFetchesNothing) {
  const std::string html = to_html(sample());
  for (const char* fetch : {"<script", "<link", "src=", "http://", "https://", "@import"}) {
    EXPECT_EQ(html.find(fetch), std::string::npos) << fetch;
  }
  for (const char* needed : {"<svg", "0x1.8p-3", "./run replay a", "violated", "everyday"}) {
    EXPECT_NE(html.find(needed), std::string::npos) << needed;
  }
  EXPECT_EQ(html.find("nan\" cy"), std::string::npos);
  EXPECT_EQ(html.find("<bad>"), std::string::npos);
}

TEST(Terminal, ShowsTableWitnessAndReplay) {
  const std::string text = to_terminal(sample(), false);
  for (const char* needed : {"violated", "3.5", "0x0p+0 x 4096", "replay   ./run replay 'x'",
                             "the law of merge compared nothing"}) {
    EXPECT_NE(text.find(needed), std::string::npos) << needed;
  }
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(to_terminal(sample(), true).find('\x1b'), std::string::npos);
}

TEST(Markdown, HasTableWitnessAndRuleOfThree) {
  Record clean = sample();
  clean.cells[0].findings.clear();
  const std::string text = to_markdown(clean);
  for (const char* needed : {"| softmax | f32 |", "below 0.3 at 95 %", "everyday"}) {
    EXPECT_NE(text.find(needed), std::string::npos) << needed;
  }
}

TEST(WriteAll, WritesTheFilesOrSaysWhyNot) {
  const auto folder = std::filesystem::temp_directory_path() / "softmax_verify_report_test";
  std::filesystem::remove_all(folder);
  write_all(sample(), folder);
  for (const char* file : {"index.html", "report.json", "report.md", "junit.xml", "badge.json"}) {
    EXPECT_GT(std::filesystem::file_size(folder / file), 0U) << file;
  }
  EXPECT_THROW(write_all(sample(), folder / "report.md" / "below"), UsageError);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace softmax::verify::report
