// Rows that the tests of the oracle share.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "verify/core/format.hpp"
#include "verify/core/seed.hpp"

namespace softmax::verify::oracle {

using Row = std::vector<double>;

// The rows of the project's first source (theory.md).
inline const std::vector<Row> kGoldenRows = {
    {705, 706, 707, 708, 709, 710, 711, 712, 713, 714},
    {5, 7, 8, 7, 6, 8, 9},
    {-5, 7, 8, -7, -6, 8, 9},
    {-3, -2, -1, 0, 1, 2, 3},
};

// One random row of at most `longest` entries of the format: scales from subnormal to the greatest
// number, offsets, ties, masks, gaps around k ln 2 (where the reduction of exp changes k) and
// around the thresholds of the tiers, in all combinations.
inline Row random_row(Format format, std::uint64_t seed, std::uint64_t number,
                      std::size_t longest) {
  Stream stream(seed, number);
  const double size = std::exp2(stream.uniform(0.0, std::log2(static_cast<double>(longest) + 1.0)));
  Row x(std::min(longest, static_cast<std::size_t>(size)));
  const auto& t = traits(format);
  const std::uint64_t kind = stream.below(8);
  const double far = std::exp2(stream.uniform(t.min_exponent - t.precision, t.max_exponent + 1));
  const double scale = kind < 4 ? std::exp2(stream.uniform(-6, 8)) : far;
  const double offset = stream.chance(0.5) ? 0.0 : 1000.0 * scale * stream.normal();
  const double masked = stream.chance(0.2) ? 0.3 : 0.0;
  const double tied = stream.chance(0.2) ? 0.5 : 0.0;
  constexpr double kThresholds[] = {0.0, 87.3, 103.9, 600.0, 690.0, 708.4, 745.1, 9.7e4, 1e5, 1e8};
  for (double& value : x) {
    if (kind == 1 || kind == 6) {
      value = -std::log(2.0) * (static_cast<double>(stream.below(2100)) / 2.0);
      value *= 1.0 + 0x1p-50 * stream.uniform(-4.0, 4.0);
    } else if (kind == 2) {
      value = -kThresholds[stream.below(10)] + std::exp2(stream.uniform(-60, 2)) * stream.normal();
    } else if (kind == 7) {
      value = std::exp2(stream.uniform(t.min_exponent - t.precision, t.max_exponent)) *
              (stream.chance(0.5) ? 1.0 : -1.0);
    } else {
      value = offset + scale * stream.normal();
    }
    if (stream.chance(tied)) value = x[0];
    value = round_to(format, value);
    if (std::isinf(value)) value = std::copysign(greatest(format), value);
    if (stream.chance(masked)) value = -std::numeric_limits<double>::infinity();
  }
  double& finite = x[stream.below(x.size())];
  if (std::isinf(finite)) finite = round_to(format, stream.normal());
  return x;
}

}  // namespace softmax::verify::oracle
