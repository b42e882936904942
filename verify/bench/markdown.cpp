#include "verify/report/markdown.hpp"

#include <fmt/format.h>

#include "verify/bench/rows.hpp"
#include "verify/bench/statistics.hpp"
#include "verify/bench/tables.hpp"
#include "verify/bench/writers.hpp"

namespace softmax::verify::bench {
namespace {

using report::markdown_code;
using report::markdown_text;

std::string head(const Record& record) {
  return fmt::format(
      "# Speed\n\n"
      "The claims are ratios of subjects measured side by side: in one process, on one thread, on "
      "the same memory, their rounds interleaved at random. Times of their own depend on the "
      "machine and the hour; they stand at the end.\n\n"
      "- again: {}\n- compiler and processor: {}; its vectors: {}\n- this program and library: {}, "
      "{}\n"
      "- {} rounds of at least {} s each, by the processor time of the process; a ratio is that of "
      "medians\n"
      "- rows: independent normal entries, standard deviation {}, the same for every subject\n\n",
      markdown_code(record.command), markdown_text(record.platform),
      markdown_text(record.processor), markdown_code(record.build_flags),
      markdown_text("softmax-verify " + record.tool_version), record.plan.rounds,
      record.plan.min_time, kDeviation);
}

std::string subjects(const Record& record) {
  std::string text = "| subject | version | what |\n|---|---|---|\n";
  for (const SubjectLine& s : record.subjects) {
    text += fmt::format("| {} | {} | {} |\n", markdown_text(s.name), markdown_text(s.version),
                        markdown_text(s.what));
  }
  for (const Absence& a : record.absent) {
    text += fmt::format("| {} | absent | {} |\n", markdown_text(a.name), markdown_text(a.why));
  }
  return text;
}

// Header of a table whose columns are shapes.
std::string shape_columns(const std::string& first, const std::vector<Shape>& shapes,
                          const std::string& last = "") {
  std::string text = "| " + first + " |";
  std::string rule = "|---|";
  for (const Shape& shape : shapes) {
    text += " " + to_string(shape) + " |";
    rule += "---:|";
  }
  if (!last.empty()) {
    text += " " + last + " |";
    rule += "---:|";
  }
  return text + "\n" + rule + "\n";
}

std::string overview(const Overview& what, const std::string& title, const std::string& meaning) {
  if (what.lines.empty()) return "";
  std::string text = fmt::format("\n## {}\n\n{}\n\n", title, meaning) +
                     shape_columns("function, format", what.shapes);
  for (const auto& [name, figures] : what.lines) {
    text += fmt::format("| {} | {} |\n", markdown_text(name), fmt::join(figures, " | "));
  }
  return text;
}

std::string ours(const Record& record) {
  return overview(against_others(record), "This library against the fastest of the others",
                  "Its time divided by theirs: below 1 it is ahead.") +
         overview(side_by_side(record), "This library's functions and formats side by side",
                  fmt::format("Time per element divided by that of {}, all of a column interleaved "
                              "in one set.",
                              markdown_text(reference_title(record)))) +
         overview(on_two_threads(record), "This library on two threads",
                  "Times faster than on one, each thread over one half of the rows on a processor "
                  "of its own.");
}

std::string ratios(const Table& table) {
  std::string text = fmt::format("\n### {}\n\n", markdown_text(table.title())) +
                     shape_columns("subject", table.shapes(), "largest ULP error seen");
  for (const Line& line : lines(table)) {
    const std::string shown = markdown_text(line.name);
    text += line.limit ? fmt::format("| *{}* |", shown) : fmt::format("| {} |", shown);
    for (const Group* group : table.groups) {
      text += " " + ratio_text(*group, group->named(line.name)) + " |";
    }
    text += " " + largest_ulp_text(table, line.name) + " |\n";
  }
  return text;
}

std::string times(const Table& table) {
  std::string text = fmt::format("\n### {}, ns per element\n\n", markdown_text(table.title())) +
                     shape_columns("subject", table.shapes());
  for (const Line& line : lines(table)) {
    text += "| " + markdown_text(line.name) + " |";
    for (const Group* group : table.groups) {
      const Entry* entry = group->named(line.name);
      const bool measured = entry != nullptr && !entry->rounds.empty();
      text += measured
                  ? fmt::format(" {:.3f} ({:.3f}) |", median(entry->rounds), least(entry->rounds))
                  : " - |";
    }
    text += "\n";
  }
  return text;
}

}  // namespace

std::string to_markdown(const Record& record) {
  std::string text = head(record) + subjects(record) + ours(record);
  text += fmt::format(
      "\n## Ratio to the fastest\n\n"
      "A subject that is not in a table does not offer the function in that format, or refused. "
      "In italics, physical limits: what moving the data costs. *Largest ULP error seen*: over up "
      "to {} results of each shape (at least one row), before rounding. {} behind a ratio: results "
      "beyond the bound of a careful implementation, so that the subject is not ranked.\n",
      Judge::kMostResults, kNotSane);
  for (const Table& table : tables(record)) text += ratios(table);
  text += fmt::format(
      "\n## Times of this run\n\nMedian and, in brackets, best round. No claims: another machine, "
      "another hour, other figures. Measured {} in {:.0f} "
      "s.\n\n<details><summary>tables</summary>\n",
      record.started, record.seconds);
  for (const Table& table : tables(record)) text += times(table);
  return text + "\n</details>\n";
}

}  // namespace softmax::verify::bench
