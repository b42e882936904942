#include "verify/report/text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "verify/core/hexfloat.hpp"

namespace softmax::verify::report {

std::string figure(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  return fmt::format("{:.4g}", value);
}

std::string figure(const Worst& worst, double value) { return worst.seen ? figure(value) : "-"; }

std::string shown(const Matrix& x) {
  constexpr std::size_t kMost = 24;  // runs of a row that are printed
  std::string text;
  for (std::size_t r = 0; r < x.rows; ++r) {
    text += r == 0 ? "[" : " [";
    const auto row = x.row(r);
    std::size_t runs = 0;
    for (std::size_t i = 0; i < row.size();) {
      std::size_t run = 1;
      while (i + run < row.size() && same_bits(row[i], row[i + run])) ++run;
      if (runs++ == kMost) {
        text += fmt::format(", ... {} more", row.size() - i);
        break;
      }
      text += (i == 0 ? "" : ", ") + hexfloat(row[i]);
      if (std::isfinite(row[i]) && x.values.size() <= 8)
        text += fmt::format(" ({})", decimal(row[i]));
      if (run > 1) text += fmt::format(" x {}", run);
      i += run;
    }
    text += "]";
    if (r == 15 && x.rows > 16) return text + fmt::format(" ... {} rows more", x.rows - 16);
  }
  return text.empty() ? fmt::format("[] ({} x {})", x.rows, x.cols) : text;
}

std::string cell_name(const Cell& cell) {
  return fmt::format("{} {}", name(cell.function), traits(cell.format).name);
}

std::string rule_of_three(const Cell& cell) {
  if (cell.cases == 0) return "No case was run.";
  return fmt::format(
      "{} cases, {} results compared; {}", cell.cases, cell.values,
      cell.findings.empty()
          ? fmt::format(
                "no finding: the chance that a case of this generator fails is below {:.2g} "
                "at 95 %",
                3.0 / static_cast<double>(cell.cases))
          : fmt::format("{} laws broken", cell.findings.size()));
}

std::string escape_markup(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

}  // namespace softmax::verify::report
