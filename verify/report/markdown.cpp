#include <fmt/format.h>

#include "verify/core/hexfloat.hpp"
#include "verify/report/text.hpp"
#include "verify/report/writers.hpp"

namespace softmax::verify::report {
namespace {

std::string worst(const char* what, const Worst& w) {
  if (!w.seen) return {};
  return fmt::format(
      "- {}: {} (bound {}), y = `{}`, exact `{}`\n  - witness `{}`\n  - replay `{}`\n", what,
      figure(w.ulp), figure(w.bound), hexfloat(w.y), hexfloat(w.exact), shown(w.witness.x),
      w.replay);
}

std::string section(const Cell& c) {
  std::string text = fmt::format("\n## {} {}: {}\n\n{}\n", c.subject, cell_name(c), name(c.verdict),
                                 rule_of_three(c));
  text += "\nContract:";
  for (const auto& [key, value] : describe(c.contract)) text += fmt::format(" `{}={}`", key, value);
  text += fmt::format("\n\nOracle: {} results from the fast tier, {} from the authority.\n\n",
                      c.oracle_fast, c.oracle_authority);
  text += worst("observed maximum of the error in ULP, before rounding", c.largest_ulp);
  text += worst("observed maximum of error/bound, error in ULP", c.largest_ratio);
  text += worst("observed maximum of |sum - 1| in u", c.largest_sum_defect);
  for (const Finding& f : c.findings) {
    text +=
        fmt::format("\n### Law of {}: {}\n\n{} ({} cases{})\n\n- witness `{}`\n- replay `{}`\n",
                    f.law, name(f.verdict), f.message, f.occurrences,
                    f.confirmed ? "; a second opinion agrees" : "", shown(f.witness.x), f.replay);
  }
  text +=
      "\n<details><summary>laws and classes</summary>\n\n| law | cases | values | violations | "
      "vacuous | "
      "skipped |\n|---|---:|---:|---:|---:|---|\n";
  for (const PropertyRow& p : c.properties) {
    text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", p.law, p.cases, p.values, p.violations,
                        p.vacuous, p.skipped_why);
  }
  text += "\n| class | cases | share |\n|---|---:|---:|\n";
  for (const auto& [family, count] : c.class_cases) {
    text += fmt::format("| {} | {} | {:.1f} % |\n", family, count,
                        100.0 * static_cast<double>(count) / static_cast<double>(c.cases));
  }
  return text + "\n</details>\n";
}

}  // namespace

std::string to_markdown(const Record& record) {
  std::string text =
      fmt::format("# Softmax audit\n\nseed {}, {}\n\n", record.seed, record.platform);
  text +=
      "| subject | function | format | verdict | largest ULP | error/bound | sum defect (u) | "
      "findings |\n"
      "|---|---|---|---|---:|---:|---:|---:|\n";
  for (const Cell& c : record.cells) {
    text += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", c.subject, name(c.function),
                        traits(c.format).name, name(c.verdict),
                        figure(c.largest_ulp, c.largest_ulp.ulp),
                        figure(c.largest_ratio, c.largest_ratio.ratio),
                        figure(c.largest_sum_defect, c.largest_sum_defect.ulp), c.findings.size());
  }
  text += "\nFigures are observed maxima (sampled), in ULP of the exact value, before rounding.\n";
  for (const Cell& c : record.cells) text += section(c);
  return text;
}

}  // namespace softmax::verify::report
