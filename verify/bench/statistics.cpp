#include "verify/bench/statistics.hpp"

#include <algorithm>
#include <vector>

namespace softmax::verify::bench {

double median(std::span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const std::size_t middle = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

double least(std::span<const double> values) {
  return *std::min_element(values.begin(), values.end());
}

std::optional<double> ratio(std::optional<double> value, std::optional<double> reference) {
  if (!value || !reference || !(*reference > 0.0)) return std::nullopt;
  return *value / *reference;
}

}  // namespace softmax::verify::bench
