#include "verify/report/writers.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "sample.hpp"
#include "verify/core/usage_error.hpp"
#include "verify/report/markdown.hpp"

namespace softmax::verify::report {
namespace {

void expect_all(const std::string& text, std::initializer_list<const char*> needed) {
  for (const char* part : needed) EXPECT_NE(text.find(part), std::string::npos) << part;
}

TEST(Junit, FailuresCarryWitnessAndReplayInTheirText) {
  const std::string xml = to_junit(sample());
  expect_all(xml, {"tests=\"7\" failures=\"4\" errors=\"0\" skipped=\"1\"",
                   "replay: ./run replay &#39;x | y&#39;\n", "[0x0p+0 x 4096]",
                   "<skipped message=\"one &lt;thread&gt;\"/>", "type=\"vacuous\"",
                   "name=\"process\"", "ended by SIGSEGV", "(for interest)"});
}

TEST(Html, FetchesNothingAndRunsNothing) {
  const std::string html = to_html(sample());
  for (const char* fetch :
       {"<script", "<link", "src=", "url(", "@import", "https://", "href=\"h", "<b>"}) {
    EXPECT_EQ(html.find(fetch), std::string::npos) << fetch;
  }
  expect_all(html, {"<svg", "0x1.8p-3", "./run replay a", "✗ violated", "✓ conforming", "∅ vacuous",
                    "everyday", "prefers-color-scheme:dark", "observed maximum", "<details>"});
}

TEST(Terminal, ShowsTableFindingsVacuousLawsAndSummary) {
  const std::string text = to_terminal(sample(), false);
  expect_all(text, {"largest", "violated", "3.5", "[0x0p+0 x 4096]", "shrunk from 2 rows of 4096",
                    "given      nan", "law wants  [0x0p+0, 0x1p+0]", "./run replay 'x | y'",
                    "law merge compared nothing", "bound", "other *",
                    "3 cells: 1 conforming, 1 violated, 1 vacuous", "2 findings"});
  EXPECT_EQ(text.find('\x1b'), std::string::npos) << "no colour unless asked, none from outside";
  EXPECT_NE(to_terminal(sample(), true).find("\x1b[31m"), std::string::npos);
}

TEST(Markdown, HasTablesWitnessesSharesAndRuleOfThree) {
  const std::string text = to_markdown(sample());
  expect_all(text, {"| `other` (for interest) | logsumexp | f64 | conforming |",
                    "below 3/30 = 0.1 at 95 %", "| everyday | 9 | 90.0 % |", "<details>",
                    "19 results decided by the fast tier, 1 (5 %) by the authority",
                    "`./run replay 'x | y'`", "`./run replay c`", "one &lt;thread&gt;"});
  EXPECT_EQ(markdown_code("a`b"), "`` a`b ``");
  EXPECT_EQ(markdown_text("a_b <c>"), "a\\_b &lt;c&gt;");
}

TEST(EveryWriter, GivesTheSameBytesForTheSameRecord) {
  for (auto* writer : {&to_html, &to_markdown, &to_junit, &to_json}) {
    EXPECT_EQ(writer(sample()), writer(sample()));
    EXPECT_FALSE(writer(Record{}).empty()) << "an empty record is written too";
  }
  EXPECT_FALSE(to_terminal(Record{}, true).empty());
}

class WriteAll : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::remove_all(folder_); }
  void TearDown() override {
    std::filesystem::remove_all(folder_);
    unsetenv("GITHUB_STEP_SUMMARY");
  }
  static std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // One folder a test: ctest runs several at once.
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() /
      fmt::format("softmax_verify_{}_{}",
                  testing::UnitTest::GetInstance()->current_test_info()->name(), getpid());
};

TEST_F(WriteAll, WritesTheFilesAndLeavesNoPartOfOne) {
  write_all(sample(), folder_ / "new");
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_ / "new")) {
    ++files;
    EXPECT_NE(entry.path().extension(), ".partial");
  }
  EXPECT_EQ(files, 5U);
  EXPECT_EQ(read(folder_ / "new" / "report.json"), to_json(sample()));
  EXPECT_NE(read(folder_ / "new" / "badge.json").find("1 of 1 not conforming"), std::string::npos)
      << "subjects audited for interest do not count";
}

TEST_F(WriteAll, SaysWhatCannotBeWritten) {
  write_all(sample(), folder_);
  EXPECT_THROW(write_all(sample(), folder_ / "report.md" / "below"), UsageError);
  std::filesystem::remove(folder_ / "report.json");
  std::filesystem::create_directories(folder_ / "report.json" / "in the way");
  EXPECT_THROW(write_all(sample(), folder_), UsageError);
}

TEST_F(WriteAll, AppendsToTheStepSummary) {
  std::filesystem::create_directories(folder_);
  const std::filesystem::path summary = folder_ / "summary.md";
  std::ofstream(summary) << "before\n";
  setenv("GITHUB_STEP_SUMMARY", summary.c_str(), 1);
  write_all(sample(), folder_ / "out");
  EXPECT_EQ(read(summary), "before\n" + to_markdown(sample()));
}

}  // namespace
}  // namespace softmax::verify::report
