// Pieces of the page. All text that comes from outside is escaped here.
#pragma once

#include <string>
#include <string_view>

#include "verify/report/record.hpp"

namespace softmax::verify::report {

std::string html_code(std::string_view text);  // inline
std::string html_verdict(Verdict verdict);     // a sign, the word, a colour: never colour alone
std::string html_finding(const Cell& cell, const Finding& finding, std::size_t cell_number);
std::string html_cell(const Record& record, const Cell& cell, std::size_t cell_number);

}  // namespace softmax::verify::report
