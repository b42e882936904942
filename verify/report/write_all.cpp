#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "verify/core/usage_error.hpp"
#include "verify/report/writers.hpp"

namespace softmax::verify::report {
namespace {

// A reader never sees half a file: a temporary name, then rename.
void write(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::path temporary = path;
  temporary += ".partial";
  std::ofstream out(temporary, std::ios::binary);
  out << text;
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(temporary, path, error);
  if (!out || error) {
    throw UsageError(
        fmt::format("cannot write {}; choose a writable folder with --out", path.string()));
  }
}

std::string badge(const Record& record) {
  const auto bad = std::count_if(record.cells.begin(), record.cells.end(),
                                 [&](const Cell& c) { return c.verdict != Verdict::conforming; });
  return fmt::format(
      "{{\"schemaVersion\": 1, \"label\": \"softmax audit\", \"message\": \"{}\", \"color\": "
      "\"{}\"}}\n",
      bad == 0 ? "conforming" : fmt::format("{} of {} not conforming", bad, record.cells.size()),
      bad == 0 ? "brightgreen" : "red");
}

}  // namespace

void write_all(const Record& record, const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw UsageError(fmt::format("cannot make the folder {}: {}; choose another with --out",
                                 folder.string(), error.message()));
  }
  write(folder / "index.html", to_html(record));
  write(folder / "report.json", to_json(record));
  const std::string markdown = to_markdown(record);
  write(folder / "report.md", markdown);
  write(folder / "junit.xml", to_junit(record));
  write(folder / "badge.json", badge(record));
  if (const char* summary = std::getenv("GITHUB_STEP_SUMMARY")) {
    std::ofstream(summary, std::ios::app) << markdown;
  }
}

}  // namespace softmax::verify::report
