// The two parts of report.md; a step summary that is too long for its reader takes the first alone.
#pragma once

#include <string>
#include <string_view>

#include "verify/report/record.hpp"

namespace softmax::verify::report {

std::string markdown_head(const Record& record);  // table, legend, findings
std::string markdown_cells(
    const Record& record);  // worst witnesses, laws and classes, cell by cell

// `text` between enough backticks, newlines as spaces.
std::string markdown_code(std::string_view text);
// Plain words with the characters escaped that Markdown would obey.
std::string markdown_text(std::string_view text);

}  // namespace softmax::verify::report
