#include <fmt/format.h>

#include <algorithm>

#include "verify/report/text.hpp"
#include "verify/report/writers.hpp"

namespace softmax::verify::report {
namespace {

std::string coloured(Verdict verdict, bool colour, std::size_t width) {
  const std::string text = fmt::format("{:<{}}", name(verdict), width);
  if (!colour) return text;
  const int code = verdict == Verdict::conforming ? 32 : verdict == Verdict::vacuous ? 33 : 31;
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

std::string table(const Record& record, bool colour) {
  std::size_t subject_width = 7;
  for (const Cell& c : record.cells)
    subject_width = std::max(subject_width, std::min<std::size_t>(c.subject.size(), 40));
  std::string text = fmt::format("{:<{}}  {:<11}  {:<6}  {:<10}  {:>11}  {:>11}  {:>11}  {:>8}\n",
                                 "subject", subject_width, "function", "format", "verdict",
                                 "largest ULP", "error/bound", "sum defect", "findings");
  for (const Cell& c : record.cells) {
    const std::string subject =
        c.subject.size() <= 40 ? c.subject : "..." + c.subject.substr(c.subject.size() - 37);
    text += fmt::format("{:<{}}  {:<11}  {:<6}  {}  {:>11}  {:>11}  {:>11}  {:>8}\n", subject,
                        subject_width, name(c.function), traits(c.format).name,
                        coloured(c.verdict, colour, 10), figure(c.largest_ulp, c.largest_ulp.ulp),
                        figure(c.largest_ratio, c.largest_ratio.ratio),
                        figure(c.largest_sum_defect, c.largest_sum_defect.ulp), c.findings.size());
  }
  return text +
         "Observed maxima: error in ULP of the exact value, before rounding; error as a share of "
         "the "
         "contract's bound\n(above 1 is a finding); |sum - 1| in units of u.\n";
}

std::string findings(const Cell& c) {
  std::string text;
  for (const Finding& f : c.findings) {
    text += fmt::format(
        "\n{} {}: {} breaks the law of {} ({} of {} cases{})\n", c.subject, cell_name(c),
        f.verdict == Verdict::violated ? "it" : fmt::format("it {} and", name(f.verdict)), f.law,
        f.occurrences, c.cases, f.confirmed ? "; a second opinion agrees" : "");
    text += fmt::format("  {}\n  witness  {}\n", f.message, shown(f.witness.x));
    if (!f.subject_stderr.empty()) text += fmt::format("  it said  {}\n", f.subject_stderr);
    text += fmt::format("  replay   {}\n", f.replay);
  }
  for (const PropertyRow& p : c.properties) {
    if (p.skipped_why.empty() && p.values == 0) {
      text += fmt::format("\n{} {}: the law of {} compared nothing (vacuous)\n", c.subject,
                          cell_name(c), p.law);
    }
  }
  for (const std::string& note : c.notes) {
    text += fmt::format("\n{} {}: {}\n", c.subject, cell_name(c), note);
  }
  return text;
}

}  // namespace

std::string to_terminal(const Record& record, bool colour) {
  std::string text = table(record, colour);
  std::size_t count = 0;
  std::uint64_t values = 0;
  std::uint64_t cases = 0;
  for (const Cell& c : record.cells) {
    text += findings(c);
    count += c.findings.size();
    values += c.values;
    cases += c.cases;
  }
  return text +
         fmt::format(
             "\n{} cases, {} results compared with the oracle, {} findings, seed {}, {:.1f} s.\n",
             cases, values, count, record.seed, record.seconds);
}

}  // namespace softmax::verify::report
