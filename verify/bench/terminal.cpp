#include <fmt/format.h>

#include "verify/bench/tables.hpp"
#include "verify/bench/writers.hpp"
#include "verify/report/table.hpp"

namespace softmax::verify::bench {
namespace {

// "0.92  1.31x": nanoseconds an element and the ratio to the fastest.
std::string cell(const Group& group, const std::string& name) {
  const Entry* entry = group.named(name);
  const auto time = entry == nullptr ? std::nullopt : time_of(*entry);
  if (!time) return "-";
  const std::string ratio = ratio_text(group, entry, "x");
  return ratio == "-" ? fmt::format("{:.3f}", *time) : fmt::format("{:.3f} {:>7}", *time, ratio);
}

std::string plain(const std::vector<report::Column>& columns,
                  const std::vector<std::vector<std::string>>& rows) {
  return report::aligned(columns, rows, [](auto, auto, std::string text) { return text; });
}

std::string one_table(const Table& table) {
  std::vector<report::Column> columns = {{table.title()}};
  for (const Group* group : table.groups) columns.push_back({to_string(group->shape), true});
  columns.push_back({"largest ULP\nerror seen", true});
  std::vector<std::vector<std::string>> rows;
  for (const Line& line : lines(table)) {
    std::vector<std::string> row = {line.limit ? "(" + line.name + ")" : line.name};
    for (const Group* group : table.groups) row.push_back(cell(*group, line.name));
    row.push_back(largest_ulp_text(table, line.name));
    rows.push_back(std::move(row));
  }
  return plain(columns, rows);
}

std::string overview(const Overview& what, const std::string& title) {
  if (what.lines.empty()) return "";
  std::vector<report::Column> columns = {{title}};
  for (const Shape& shape : what.shapes) columns.push_back({to_string(shape), true});
  std::vector<std::vector<std::string>> rows;
  for (const auto& [name, figures] : what.lines) {
    rows.push_back({name});
    rows.back().insert(rows.back().end(), figures.begin(), figures.end());
  }
  return plain(columns, rows) + "\n";
}

}  // namespace

std::string to_terminal(const Record& record) {
  std::string text = "ns per element (median of the rounds) and ratio to the fastest\n\n";
  for (const Table& table : tables(record)) text += one_table(table) + "\n";
  if (any_not_sane(record)) {
    text += fmt::format("{} results beyond the bound of a careful implementation: not ranked\n",
                        kNotSane);
  }
  text += overview(against_others(record), "this library /\nfastest other");
  text += overview(side_by_side(record), "side by side,\ntime / " + reference_title(record));
  text += overview(on_two_threads(record), "two threads over\nrows, times faster");
  for (const Absence& one : record.absent) text += fmt::format("{}: {}\n", one.name, one.why);
  return text;
}

}  // namespace softmax::verify::bench
