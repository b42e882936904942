#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "verify/core/usage_error.hpp"
#include "verify/report/markdown.hpp"
#include "verify/report/text.hpp"
#include "verify/report/write_files.hpp"
#include "verify/report/writers.hpp"

namespace softmax::verify::report {
namespace {

// Of the cells that decide the run: subjects audited for interest do not.
std::string badge(const Record& record) {
  std::size_t cells = 0;
  std::size_t bad = 0;
  for (const Cell& c : record.cells) {
    if (for_interest(record, c)) continue;
    ++cells;
    if (c.verdict != Verdict::conforming) ++bad;
  }
  const std::string message = cells == 0 ? "nothing audited"
                              : bad == 0 ? "conforming"
                                         : fmt::format("{} of {} not conforming", bad, cells);
  const char* colour = cells == 0 ? "lightgrey" : bad == 0 ? "brightgreen" : "red";
  return fmt::format(
      "{{\"schemaVersion\": 1, \"label\": \"softmax audit\", \"message\": \"{}\", \"color\": "
      "\"{}\"}}\n",
      message, colour);
}

// GitHub refuses a summary above 1 MiB: then only what stands before the cells.
constexpr std::size_t kSummaryLimit = 1000 * 1000;

void append_summary(const Record& record, const std::string& markdown) {
  const char* path = std::getenv("GITHUB_STEP_SUMMARY");
  if (path == nullptr || *path == '\0') return;
  std::ofstream out(path, std::ios::app | std::ios::binary);
  out << (markdown.size() <= kSummaryLimit ? markdown : markdown_head(record));
  out.close();
  if (!out) throw UsageError(fmt::format("cannot append to {} (GITHUB_STEP_SUMMARY)", path));
}

}  // namespace

void write_all(const Record& record, const std::filesystem::path& folder) {
  const std::string markdown = to_markdown(record);
  write_files(folder, {{"index.html", to_html(record)},
                       {"report.json", to_json(record)},
                       {"report.md", markdown},
                       {"junit.xml", to_junit(record)},
                       {"badge.json", badge(record)}});
  append_summary(record, markdown);
}

}  // namespace softmax::verify::report
