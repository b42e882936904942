// Pieces of text that several writers share, so that every report says the same in the same words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "verify/report/record.hpp"

namespace softmax::verify::report {

// "4.25", "1.2e+05"; inf and nan in words. "-" for a maximum of which nothing was seen.
std::string figure(double value);
std::string figure(const Worst& worst, double value);

// "0x1.8p+1 (3)"; "nan" and "inf" stand alone.
std::string hex_and_decimal(double value);

// One line a row of a witness: hexadecimal floating point, decimal beside where there are at most 8
// values; equal neighbours as "0x0p+0 x 4096"; the middle of long rows and batches is left out, and
// the text says how much.
std::vector<std::string> shown(const Matrix& x);
std::string shown_joined(const Matrix& x);  // the same lines, joined by newlines

// "1 row of 3" or "4 rows of 17".
std::string shape(std::size_t rows, std::size_t cols);

// "softmax f32".
std::string cell_name(const Cell& cell);

// "24 cells: 22 conforming, 2 violated".
std::string verdict_counts(const Record& record);

// What a run of N cases says: without a finding, the rule of three.
std::string rule_of_three(const Cell& cell);

// How many results the oracle's two tiers answered.
std::string oracle_share(const Cell& cell);

// Laws that apply to the cell and compared nothing: a run must not pass on them.
std::vector<std::string> vacuous_laws(const Cell& cell);

// The same as one sentence without its end, or nothing.
std::string vacuous_sentence(const Cell& cell);

bool for_interest(const Record& record, const Cell& cell);

// What ULP, bound, ratio and sum defect mean: term and sentence.
struct Term {
  std::string_view term, meaning;
};
const std::vector<Term>& legend();

// For XML and HTML: &, <, >, quotes escaped, and clean (see utf8.hpp).
std::string escape_markup(std::string_view text);

}  // namespace softmax::verify::report
