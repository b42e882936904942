#include <fmt/format.h>

#include <algorithm>

#include "verify/report/facts.hpp"
#include "verify/report/table.hpp"
#include "verify/report/text.hpp"
#include "verify/report/utf8.hpp"
#include "verify/report/writers.hpp"

namespace softmax::verify::report {
namespace {

constexpr std::size_t kSubjectColumns = 40;

std::string coloured(Verdict verdict, const std::string& text, bool colour) {
  if (!colour) return text;
  const int code = verdict == Verdict::conforming ? 32 : verdict == Verdict::vacuous ? 33 : 31;
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

std::string table(const Record& record, bool colour) {
  std::vector<std::vector<std::string>> rows;
  bool interest = false;
  for (const Cell& c : record.cells) {
    const bool mark = for_interest(record, c);
    interest = interest || mark;
    rows.push_back({last_columns(clean(c.subject), kSubjectColumns) + (mark ? " *" : ""),
                    std::string(name(c.function)), std::string(traits(c.format).name),
                    std::string(name(c.verdict)), figure(c.largest_ulp, c.largest_ulp.ulp),
                    figure(c.largest_ratio, c.largest_ratio.ratio),
                    figure(c.largest_sum_defect, c.largest_sum_defect.ulp),
                    std::to_string(c.findings.size())});
  }
  std::string text =
      aligned({{"subject"},
               {"function"},
               {"format"},
               {"verdict"},
               {"largest\nULP error", true},
               {"largest\nratio", true},
               {"sum\ndefect u", true},
               {"findings", true}},
              rows, [&](std::size_t r, std::size_t c, std::string padded) {
                return c == 3 ? coloured(record.cells[r].verdict, padded, colour) : padded;
              });
  if (interest) text += "* for interest: findings do not fail the run, unless --strict\n";
  return text;
}

// Words of `text` in lines of at most `columns`, later lines indented.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t columns) {
  std::string out;
  std::size_t at = indent;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    const std::size_t width = display_width(word);
    if (at > indent && at + 1 + width > columns) {
      out += '\n';
      out.append(indent, ' ');
      at = indent;
    } else if (at > indent) {
      out += ' ';
      ++at;
    }
    out += word;
    at += width;
  }
  return out;
}

std::string how_to_read() {
  std::string text;
  for (const Term& term : legend()) {
    text += fmt::format("  {:<16} {}\n", term.term, wrapped(term.meaning, 19, 100));
  }
  return text;
}

std::string finding_block(const Cell& c, const Finding& f, std::size_t number, std::size_t count,
                          bool colour) {
  std::string text =
      fmt::format("\nFinding {} of {}: {}, {}, law {}: {}\n", number, count, clean(c.subject),
                  cell_name(c), f.law, coloured(f.verdict, std::string(name(f.verdict)), colour));
  text += fmt::format("  {}\n", wrapped(clean(f.message), 2, 100));
  for (const Fact& fact : facts(c, f)) {
    std::string label = fmt::format("  {:<10} ", fact.label);
    std::string body = clean(fact.text);
    for (std::size_t at = 0; (at = body.find('\n', at)) != std::string::npos; at += 14) {
      body.replace(at, 1, "\n             ");
    }
    text += label + body + "\n";
  }
  return text;
}

std::string vacuous_and_notes(const Cell& c) {
  std::string text;
  if (const std::string vacuous = vacuous_sentence(c); !vacuous.empty()) {
    text += fmt::format(
        "{}\n",
        wrapped(fmt::format("{}, {}: {}", clean(c.subject), cell_name(c), vacuous), 2, 100));
  }
  for (const std::string& note : c.notes) {
    text += fmt::format("{}, {}: {}\n", clean(c.subject), cell_name(c), clean(note));
  }
  return text;
}

}  // namespace

std::string to_terminal(const Record& record, bool colour) {
  std::size_t count = 0;
  std::uint64_t cases = 0;
  std::uint64_t values = 0;
  for (const Cell& c : record.cells) {
    count += c.findings.size();
    cases += c.cases;
    values += c.values;
  }
  std::string text = table(record, colour) + "\n" + how_to_read();
  std::size_t number = 0;
  std::string rest;
  for (const Cell& c : record.cells) {
    for (const Finding& f : c.findings) text += finding_block(c, f, ++number, count, colour);
    rest += vacuous_and_notes(c);
  }
  if (!rest.empty()) text += "\n" + rest;
  return text + fmt::format(
                    "\n{}. {} cases, {} results compared with the oracle, {} finding{}, seed {}, "
                    "{:.1f} s.\n",
                    verdict_counts(record), cases, values, count, count == 1 ? "" : "s",
                    record.seed, record.seconds);
}

}  // namespace softmax::verify::report
