#include "verify/report/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "verify/core/hexfloat.hpp"
#include "verify/report/utf8.hpp"

namespace softmax::verify::report {

std::string figure(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  return fmt::format("{:.4g}", value);
}

std::string figure(const Worst& worst, double value) { return worst.seen ? figure(value) : "-"; }

std::string hex_and_decimal(double value) {
  if (!std::isfinite(value)) return hexfloat(value);
  return fmt::format("{} ({})", hexfloat(value), decimal(value));
}

std::string shape(std::size_t rows, std::size_t cols) {
  return fmt::format("{} row{} of {}", rows, rows == 1 ? "" : "s", cols);
}

std::string cell_name(const Cell& cell) {
  return fmt::format("{} {}", name(cell.function), traits(cell.format).name);
}

std::string verdict_counts(const Record& record) {
  std::string text =
      fmt::format("{} cell{}", record.cells.size(), record.cells.size() == 1 ? "" : "s");
  std::string_view separator = ": ";
  for (const Verdict v : {Verdict::conforming, Verdict::violated, Verdict::refused,
                          Verdict::crashed, Verdict::hung, Verdict::vacuous}) {
    const auto count = std::count_if(record.cells.begin(), record.cells.end(),
                                     [&](const Cell& c) { return c.verdict == v; });
    if (count == 0) continue;
    text += fmt::format("{}{} {}", separator, count, name(v));
    separator = ", ";
  }
  return text;
}

std::string rule_of_three(const Cell& cell) {
  if (cell.cases == 0) return "No case was run: this cell says nothing.";
  if (!cell.findings.empty()) {
    return fmt::format("{} cases, {} results compared, {} law{} broken.", cell.cases, cell.values,
                       cell.findings.size(), cell.findings.size() == 1 ? "" : "s");
  }
  if (cell.values == 0) return fmt::format("{} cases, no result compared.", cell.cases);
  // 95 % upper limit of a share of which 0 in N was seen: 1 - 0.05^(1/N) < -ln(0.05)/N < 3/N.
  return fmt::format(
      "{} cases, {} results compared, no finding: the chance that a case of this generator fails "
      "is "
      "below 3/{} = {:.2g} at 95 %.",
      cell.cases, cell.values, cell.cases, std::min(1.0, 3.0 / static_cast<double>(cell.cases)));
}

std::string oracle_share(const Cell& cell) {
  const std::uint64_t all = cell.oracle_fast + cell.oracle_authority;
  if (all == 0) return "The oracle was not asked.";
  return fmt::format("Oracle: {} results decided by the fast tier, {} ({:.2g} %) by the authority.",
                     cell.oracle_fast, cell.oracle_authority,
                     100.0 * static_cast<double>(cell.oracle_authority) / static_cast<double>(all));
}

std::vector<std::string> vacuous_laws(const Cell& cell) {
  std::vector<std::string> laws;
  for (const PropertyRow& p : cell.properties) {
    if (p.skipped_why.empty() && p.values == 0 && p.violations == 0) laws.push_back(p.law);
  }
  return laws;
}

std::string vacuous_sentence(const Cell& cell) {
  const std::vector<std::string> laws = vacuous_laws(cell);
  if (laws.empty()) return {};
  if (laws.size() == 1) {
    return fmt::format("law {} compared nothing (vacuous), which fails", laws.front());
  }
  return fmt::format("{} laws compared nothing (vacuous), which fails: {}", laws.size(),
                     fmt::join(laws, ", "));
}

bool for_interest(const Record& record, const Cell& cell) {
  return std::any_of(record.subjects.begin(), record.subjects.end(), [&](const SubjectRow& s) {
    return s.for_interest && s.info.name == cell.subject;
  });
}

const std::vector<Term>& legend() {
  static const std::vector<Term> terms = {
      {"ULP error",
       "|y - g| in units of the spacing of the format at the exact value g, taken before rounding "
       "(certified upper end); a correctly rounded result has at most 0.5. Near 0, log_softmax and "
       "logsumexp may be many ULP off and still keep a bound that is absolute there."},
      {"bound", "proved: the most that the contract of the subject allows at that result."},
      {"ratio", "ULP error / bound; a result that is certainly above 1 is a finding."},
      {"sum defect",
       "|sum of the results of a row - 1| in units of u, the unit roundoff (f64 2^-53, f32 2^-24, "
       "f16 2^-11, bf16 2^-8); the sum is exact."},
      {"observed maximum",
       "largest is the largest seen in this sample, a lower bound on the true maximum; '-' means "
       "that nothing was measured."}};
  return terms;
}

std::string escape_markup(std::string_view text) {
  std::string out;
  for (const char c : clean(text)) {
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
        out += c;
    }
  }
  return out;
}

}  // namespace softmax::verify::report
