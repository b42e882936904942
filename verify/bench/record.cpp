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

}  // namespace softmax::verify::bench
