#include "verify/bench/tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verify/bench/statistics.hpp"
#include "verify/report/text.hpp"

namespace softmax::verify::bench {

namespace {

std::string title_of(Function function, Format format) {
  return fmt::format("{} {}", name(function), traits(format).name);
}

}  // namespace

std::string Table::title() const { return title_of(function, format); }

std::vector<Shape> Table::shapes() const {
  std::vector<Shape> all;
  for (const Group* group : groups) all.push_back(group->shape);
  return all;
}

std::vector<Table> tables(const Record& record) {
  std::vector<Table> all;
  for (const Format format : kFormats) {
    for (const Function function : kFunctions) {
      Table table{function, format, {}};
      for (const Group& group : record.groups) {
        if (group.function == function && group.format == format) table.groups.push_back(&group);
      }
      if (!table.groups.empty()) all.push_back(std::move(table));
    }
  }
  return all;
}

std::vector<Line> lines(const Table& table) {
  std::vector<Line> found;
  for (const bool limit : {false, true}) {
    for (const Group* group : table.groups) {
      for (const Entry& entry : group->entries) {
        const auto same = [&](const Line& line) { return line.name == entry.name; };
        if (entry.limit != limit || entry.rounds.empty()) continue;
        if (std::none_of(found.begin(), found.end(), same)) found.push_back({entry.name, limit});
      }
    }
  }
  return found;
}

std::string ratio_text(const Group& group, const Entry* entry, const char* unit) {
  const auto ratio = entry == nullptr ? std::nullopt : ratio_of(group, *entry);
  if (!ratio) return "-";
  return fmt::format("{:.2f}{}{}", *ratio, unit, entry->limit || entry->ranked() ? "" : kNotSane);
}

std::string largest_ulp_text(const Table& table, const std::string& name) {
  std::optional<double> largest;
  for (const Group* group : table.groups) {
    const Entry* entry = group->named(name);
    if (entry == nullptr || !entry->judgement) continue;
    largest = std::max(largest.value_or(0.0), entry->judgement->largest_ulp);
  }
  return largest ? report::figure(*largest) : "-";
}

bool any_not_sane(const Record& record) {
  for (const Group& group : record.groups) {
    for (const Entry& entry : group.entries) {
      if (!entry.limit && !entry.rounds.empty() && !entry.ranked()) return true;
    }
  }
  return false;
}

std::optional<double> ratio_to_others(const Group& group, const std::string& name) {
  const Entry* own = group.named(name);
  if (own == nullptr) return std::nullopt;
  Group others = group;
  std::erase_if(others.entries, [&](const Entry& entry) { return entry.name == name; });
  return ratio(time_of(*own), fastest(others));
}

namespace {

// What was measured side by side of the function, format and shape of a group; null where nothing.
std::pair<const SideBySide*, const Side*> side_of(const Record& record, const Group& group) {
  for (const SideBySide& all : record.side_by_side) {
    if (all.shape == group.shape) return {&all, all.of(group.function, group.format)};
  }
  return {nullptr, nullptr};
}

// figure(group): nothing where there is none.
template <class Figure>
Overview overview(const Record& record, Figure figure) {
  Overview all;
  bool any = false;
  for (const Table& table : tables(record)) {
    all.shapes = table.shapes();
    std::vector<std::string> figures;
    for (const Group* group : table.groups) {
      const std::optional<double> value = figure(*group);
      any = any || value.has_value();
      figures.push_back(value ? fmt::format("{:.2f}", *value) : "-");
    }
    all.lines.emplace_back(table.title(), std::move(figures));
  }
  if (!any) all.lines.clear();
  return all;
}

}  // namespace

Overview against_others(const Record& record) {
  return overview(record, [](const Group& group) { return ratio_to_others(group, kOurs); });
}

Overview side_by_side(const Record& record) {
  return overview(record, [&](const Group& group) -> std::optional<double> {
    const auto [all, side] = side_of(record, group);
    return side == nullptr || all->sides.size() < 2 ? std::nullopt : ratio_of(*all, *side);
  });
}

Overview on_two_threads(const Record& record) {
  return overview(record, [&](const Group& group) {
    const Side* side = side_of(record, group).second;
    return side == nullptr ? std::nullopt : side->two_threads;
  });
}

std::string reference_title(const Record& record) {
  for (const SideBySide& all : record.side_by_side) {
    if (!all.sides.empty()) return title_of(reference(all).function, reference(all).format);
  }
  return "";
}

}  // namespace softmax::verify::bench
