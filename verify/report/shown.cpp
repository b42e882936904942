#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "verify/core/hexfloat.hpp"
#include "verify/report/text.hpp"

// A witness as a person reads it. The whole of it stands in report.json and in the replay command.
namespace softmax::verify::report {
namespace {

constexpr std::size_t kDecimals = 8;  // most values of a matrix with decimals beside
constexpr std::size_t kRunsFirst = 12, kRunsLast = 4;  // runs of a longer row that are shown
constexpr std::size_t kRowsFirst = 6, kRowsLast = 2;   // rows of a longer batch that are shown

struct Run {
  double value;
  std::size_t count;
};

std::vector<Run> runs_of(std::span<const double> row) {
  std::vector<Run> runs;
  for (const double value : row) {
    if (!runs.empty() && same_bits(runs.back().value, value)) {
      ++runs.back().count;
    } else {
      runs.push_back({value, 1});
    }
  }
  return runs;
}

std::string line(std::span<const double> row, bool decimals) {
  const std::vector<Run> runs = runs_of(row);
  const bool whole = runs.size() <= kRunsFirst + kRunsLast + 1;
  std::string text = "[";
  std::size_t left_out = 0;
  for (std::size_t k = 0; k < runs.size(); ++k) {
    if (!whole && k >= kRunsFirst && k + kRunsLast < runs.size()) {
      left_out += runs[k].count;
      continue;
    }
    if (k > 0) text += ", ";
    if (std::exchange(left_out, 0) > 0) {
      std::size_t between = 0;
      for (std::size_t j = kRunsFirst; j + kRunsLast < runs.size(); ++j) between += runs[j].count;
      text += fmt::format("... {} entries left out ..., ", between);
    }
    text += decimals ? hex_and_decimal(runs[k].value) : hexfloat(runs[k].value);
    if (runs[k].count > 1) text += fmt::format(" x {}", runs[k].count);
  }
  return text + "]";
}

}  // namespace

std::vector<std::string> shown(const Matrix& x) {
  if (x.rows == 0 || x.cols == 0) return {fmt::format("[] (rows {}, columns {})", x.rows, x.cols)};
  std::vector<std::string> lines;
  const bool whole = x.rows <= kRowsFirst + kRowsLast + 1;
  for (std::size_t r = 0; r < x.rows; ++r) {
    if (!whole && r == kRowsFirst) {
      const std::size_t left_out = x.rows - kRowsFirst - kRowsLast;
      lines.push_back(fmt::format("... {} rows left out ...", left_out));
      r += left_out;
    }
    lines.push_back(line(x.row(r), x.values.size() <= kDecimals));
  }
  return lines;
}

std::string shown_joined(const Matrix& x) {
  std::string text;
  for (const std::string& row : shown(x)) {
    if (!text.empty()) text += '\n';
    text += row;
  }
  return text;
}

}  // namespace softmax::verify::report
