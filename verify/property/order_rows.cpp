#include "verify/property/order_rows.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "verify/core/seed.hpp"
#include "verify/property/turns.hpp"

namespace softmax::verify::property {
namespace {

constexpr std::size_t kClusters = 9;
constexpr std::size_t kNeighbours = 7;

// close_by: so many rows of so many steps of 2^-24 are ln 2.
constexpr std::uint64_t kCloseRows = 250;
constexpr std::uint64_t kCloseSteps = 46517;
static_assert(kCloseRows * kCloseSteps * 0x1p-24 > kLn2);

bool is_narrow(Format format) { return format == Format::f16 || format == Format::bf16; }

// Cases of which one has its turn: few where every row holds all numbers of the format, and for
// log_softmax, of which the exp shows in one number for the whole row.
std::uint64_t cases_a_turn(const Bench& bench) {
  return is_narrow(bench.format()) ? 128 : bench.function() == Function::log_softmax ? 64 : 8;
}

}  // namespace

Matrix at_joints(const Bench& bench) {
  const double reach = reach_of_exp(bench.format());
  Matrix x(1, 1 + kClusters * kNeighbours);
  for (std::size_t c = 0; c < kClusters; ++c) {
    const std::uint64_t k = bench.number() * kClusters + c;
    // Half of them within 8, where results are large, half over the range of exp.
    const double where = turn(k, kGolden) * (k % 2 == 0 ? 8.0 : reach);
    const std::uint64_t power = k / 2 % 10;
    const double step = power == 9 ? 1.0 : std::ldexp(kLn2, -static_cast<int>(power));
    const double half = k / 20 % 2 == 0 ? 0.0 : 0.5;
    double value = round_to(bench.format(), -(std::floor(where / step) + half) * step);
    for (std::size_t i = 0; i < kNeighbours / 2; ++i) value = next_down(bench.format(), value);
    for (std::size_t i = 0; i < kNeighbours; ++i) {
      x.values[1 + c * kNeighbours + i] = std::min(value, 0.0);
      value = next_up(bench.format(), value);
    }
  }
  return x;
}

Matrix with_ties(const Bench& bench) {
  if (bench.longest() < kFirstLength || bench.number() % 2 == 0) return {};
  std::size_t n = length_by_turns(bench.number(), bench.longest());
  if (bench.number() % 64 == 9) {
    const double power = 12.0 + 4.0 * turn(bench.number() / 64, kGolden);
    n = std::min(bench.longest(), static_cast<std::size_t>(std::exp2(power)) + 1);
  }
  Matrix x(1, n);
  for (std::size_t j = 0; j < x.cols; ++j) {
    x.values[j] = -0.25 * static_cast<double>(random_bits(bench.number(), 0x71E5, j) % 3);
  }
  return x;
}

Matrix close_by(const Bench& bench) {
  const std::uint64_t every = cases_a_turn(bench);
  if (bench.number() % every != 3 || bench.longest() < kFirstLength) return {};
  const std::uint64_t turns = bench.number() / every;
  const std::size_t most = std::min<std::size_t>(bench.longest(), kCloseSteps + 2);
  std::vector<double> row;
  row.reserve(most);
  const Format format = bench.format();
  if (is_narrow(format)) {
    constexpr double kLevels[] = {0.0, 1.0, -3.0, 12.0, 0x1p-6};
    row.push_back(kLevels[turns % std::size(kLevels)]);
    const double least = row.front() - reach_of_exp(format) - 1.0;
    while (row.size() < most && row.back() > least) row.push_back(next_down(format, row.back()));
  } else {
    row.push_back(0.0);
    // Every second round half a step further on, which numbers below 1/2 have.
    const double start = 0.25 + (turns / kCloseRows % 2 == 0 ? 0.0 : 0x1p-25);
    const std::uint64_t first = turns % kCloseRows * kCloseSteps;
    while (row.size() < most) {
      const auto step = static_cast<double>(first + row.size() - 1);
      row.push_back(round_to(format, -(start + step * 0x1p-24)));
    }
  }
  return Matrix(1, row.size(), row);
}

}  // namespace softmax::verify::property
