#include "verify/bench/record.hpp"

#include <algorithm>

#include "verify/bench/statistics.hpp"

namespace softmax::verify::bench {

const Entry* Group::named(const std::string& name) const {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

std::optional<double> time_of(const Entry& entry) {
  if (entry.rounds.empty()) return std::nullopt;
  return median(entry.rounds);
}

std::optional<double> fastest(const Group& group) {
  std::optional<double> least;
  for (const Entry& entry : group.entries) {
    if (!entry.ranked()) continue;
    const double time = median(entry.rounds);
    if (!least || time < *least) least = time;
  }
  return least;
}

std::optional<double> ratio_of(const Group& group, const Entry& entry) {
  return ratio(time_of(entry), fastest(group));
}

int exit_status(const Record& record) {
  bool timed = false;
  bool sane = true;
  for (const Group& group : record.groups) {
    for (const Entry& entry : group.entries) {
      if (entry.limit || entry.rounds.empty()) continue;
      timed = true;
      const auto counts = [&](const SubjectLine& line) {
        return line.name == entry.name && !line.for_interest;
      };
      if (std::any_of(record.subjects.begin(), record.subjects.end(), counts)) {
        sane = sane && entry.ranked();
      }
    }
  }
  return !timed ? 3 : sane ? 0 : 1;
}

}  // namespace softmax::verify::bench
