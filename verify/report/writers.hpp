// Writers: record -> text. Same record, same bytes.
#pragma once

#include <filesystem>
#include <string>

#include "verify/report/record.hpp"

namespace softmax::verify::report {

std::string to_json(const Record& record);      // report.json, schema in reports/README.md
std::string to_html(const Record& record);      // index.html, one file, no network
std::string to_markdown(const Record& record);  // report.md
std::string to_junit(const Record& record);     // junit.xml

// The table and the findings as a terminal shows them; colour only when `colour`.
std::string to_terminal(const Record& record, bool colour);

// Writes the four files and badge.json into `folder` (made if missing), each under a temporary name
// and renamed; appends Markdown to $GITHUB_STEP_SUMMARY when it is set. Throws UsageError when the
// folder cannot be written.
void write_all(const Record& record, const std::filesystem::path& folder);

}  // namespace softmax::verify::report
