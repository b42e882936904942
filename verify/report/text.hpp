// Pieces of text that several writers share.
#pragma once

#include <string>
#include <string_view>

#include "verify/report/record.hpp"

namespace softmax::verify::report {

// "4.25", "1.2e+05", "-" for what was not seen; inf and nan in words.
std::string figure(double value);
std::string figure(const Worst& worst, double value);

// The rows of a witness in hexadecimal floating point, decimal beside for short ones, runs of equal
// entries as "value x 4096".
std::string shown(const Matrix& x);

// "softmax f32".
std::string cell_name(const Cell& cell);

// What a clean run of N cases says (rule of three).
std::string rule_of_three(const Cell& cell);

std::string escape_markup(std::string_view text);  // &, <, >, quotes; drops characters XML forbids

}  // namespace softmax::verify::report
