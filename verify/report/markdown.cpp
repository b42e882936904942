#include "verify/report/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verify/report/facts.hpp"
#include "verify/report/text.hpp"
#include "verify/report/utf8.hpp"
#include "verify/report/writers.hpp"

namespace softmax::verify::report {
namespace {

// Tables split at a bar even inside code.
std::string in_table(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) {
    text.insert(at, 1, '\\');
  }
  return text;
}

std::string table(const Record& record) {
  std::string text =
      "| subject | function | format | verdict | largest ULP error | largest ratio | sum defect "
      "(u) "
      "| findings |\n|---|---|---|---|---:|---:|---:|---:|\n";
  for (const Cell& c : record.cells) {
    text += fmt::format(
        "| {}{} | {} | {} | {} | {} | {} | {} | {} |\n", in_table(markdown_code(c.subject)),
        for_interest(record, c) ? " (for interest)" : "", name(c.function), traits(c.format).name,
        name(c.verdict), figure(c.largest_ulp, c.largest_ulp.ulp),
        figure(c.largest_ratio, c.largest_ratio.ratio),
        figure(c.largest_sum_defect, c.largest_sum_defect.ulp), c.findings.size());
  }
  return text;
}

std::string finding(const Cell& c, const Finding& f) {
  std::string text =
      fmt::format("\n### {}, {}, law {}: {}\n\n{}\n\n", markdown_text(c.subject), cell_name(c),
                  markdown_text(f.law), name(f.verdict), markdown_text(f.message));
  for (const Fact& fact : facts(c, f)) {
    text += fmt::format("- {}: {}\n", fact.label,
                        fact.code ? markdown_code(fact.text) : markdown_text(fact.text));
  }
  return text;
}

std::string worst(const Cell& c, const Maximum& m) {
  const Worst& w = *m.worst;
  std::string text =
      fmt::format("- observed maximum of {}: {} {}, bound there {} {}, ratio {}\n", m.what,
                  figure(w.ulp), m.unit, figure(w.bound), m.unit, figure(w.ratio));
  if (m.repeated) return text + "  - the same result as above\n";
  if (m.has_value) {
    text +=
        fmt::format("  - {}\n  - given {}, exact value {}\n", markdown_code(place(c, w.witness)),
                    markdown_code(hex_and_decimal(w.y)), markdown_code(hex_and_decimal(w.exact)));
  }
  return text + fmt::format("  - witness {} (case {}, family {})\n  - replay {}\n",
                            markdown_code(shown_joined(w.witness.x)), w.witness.case_number,
                            markdown_text(w.witness.family), markdown_code(w.replay));
}

std::string laws(const Cell& c) {
  std::string text =
      "| law | cases | values | violations | nothing to compare | skipped |\n"
      "|---|---:|---:|---:|---:|---|\n";
  for (const PropertyRow& p : c.properties) {
    text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", markdown_text(p.law), p.cases,
                        p.values, p.violations, p.vacuous, markdown_text(p.skipped_why));
  }
  return text;
}

std::string classes(const Cell& c) {
  std::string text = "| class of input | cases | share |\n|---|---:|---:|\n";
  for (const auto& [family, count] : c.class_cases) {
    const auto all = static_cast<double>(std::max<std::uint64_t>(c.cases, 1));
    text += fmt::format("| {} | {} | {:.1f} % |\n", markdown_text(family), count,
                        100.0 * static_cast<double>(count) / all);
  }
  return text;
}

std::string section(const Cell& c) {
  std::string text = fmt::format("\n### {}, {}: {}\n\n{} {}\n", markdown_text(c.subject),
                                 cell_name(c), name(c.verdict), rule_of_three(c), oracle_share(c));
  if (const std::string vacuous = vacuous_sentence(c); !vacuous.empty()) {
    text += fmt::format("\nVacuous: {}.\n", markdown_text(vacuous));
  }
  for (const std::string& note : c.notes) text += fmt::format("\n{}\n", markdown_text(note));
  text += "\n";
  for (const Maximum& m : maxima(c)) text += worst(c, m);
  text += "\n<details><summary>contract, laws, classes of input</summary>\n\nContract:";
  for (const auto& [key, value] : describe(c.contract)) {
    text += fmt::format(" {}", markdown_code(fmt::format("{}={}", key, value)));
  }
  return text + "\n\n" + laws(c) + "\n" + classes(c) + "\n</details>\n";
}

}  // namespace

std::string markdown_code(std::string_view text) {
  std::string body = clean(text);
  std::replace(body.begin(), body.end(), '\n', ' ');
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : body) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const char* space = longest > 0 ? " " : "";
  return fmt::format("{}{}{}{}{}", fence, space, body, space, fence);
}

std::string markdown_text(std::string_view text) {
  std::string out;
  for (const char c : clean(text)) {
    if (c == '<' || c == '>' || c == '&') {
      out += escape_markup(std::string_view(&c, 1));
    } else if (std::string_view("\\`*_[]|#~").find(c) != std::string_view::npos) {
      out += '\\';
      out += c;
    } else {
      out += c == '\n' ? ' ' : c;
    }
  }
  return out;
}

std::string markdown_head(const Record& record) {
  std::string text = fmt::format("# Softmax audit\n\n{}. Seed {}, {} cases a cell, {}.\n\n",
                                 verdict_counts(record), record.seed, record.cases_per_cell,
                                 markdown_text(record.platform));
  text += table(record) + "\n";
  for (const Term& term : legend()) {
    text += fmt::format("- **{}**: {}\n", term.term, markdown_text(term.meaning));
  }
  std::string all;
  for (const Cell& c : record.cells) {
    for (const Finding& f : c.findings) all += finding(c, f);
  }
  if (!all.empty()) text += "\n## Findings\n" + all;
  return text;
}

std::string markdown_cells(const Record& record) {
  std::string text = "\n## Cells\n";
  for (const Cell& c : record.cells) text += section(c);
  return text;
}

std::string to_markdown(const Record& record) {
  return markdown_head(record) + markdown_cells(record);
}

}  // namespace softmax::verify::report
