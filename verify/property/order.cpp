#include "verify/core/seed.hpp"
#include "verify/property/support.hpp"
#include "verify/property/turns.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace softmax::verify::property {
namespace {

constexpr std::size_t kClusters = 9;
constexpr std::size_t kNeighbours = 7;

// A maximum of 0 and clusters of neighbouring numbers, by turns where the range reduction of an exp
// may have a joint: at gaps of k or k + 1/2 times ln 2/2^m, and at whole numbers.
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

// A row of a length by turns, some up to 2^16, with three values scattered over it.
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

void ask(Bench& bench) {
  if (bench.prepared(at_joints).cols <= bench.longest()) bench.ask(bench.prepared(at_joints));
  if (bench.prepared(with_ties).cols > 0) bench.ask(bench.prepared(with_ties));
}

// Of x as with_ties makes it: the same without sorting.
void check_ties(const Matrix& x, std::span<const double> y, Outcome& outcome) {
  std::optional<std::size_t> first[3];  // place of each value, the largest first
  for (std::size_t j = 0; j < y.size() && !outcome.violation; ++j) {
    ++outcome.compared;
    auto& known = first[static_cast<std::size_t>(-4.0 * x.values[j])];
    if (!known) known = j;
    if (y[*known] == y[j] || std::isnan(y[j]) || std::isnan(y[*known])) continue;
    outcome.violation = violation(
        fmt::format(
            "row 0 of {} entries: x[{}] = x[{}] = {}, and yet y[{}] = {} differs from y[{}] "
            "= {}",
            x.cols, *known, j, shown(x.values[j]), *known, shown(y[*known]), j, shown(y[j])),
        0, j, y[j], fmt::format("= {}", hexfloat(y[*known])));
    outcome.violation->x = x;
  }
}

void check_row(std::size_t r, std::span<const double> x, std::span<const double> y,
               JudgedRow* judged, Outcome& outcome) {
  std::vector<std::size_t> by_x(x.size());
  std::iota(by_x.begin(), by_x.end(), std::size_t{0});
  std::stable_sort(by_x.begin(), by_x.end(), [&](auto i, auto j) { return x[i] < x[j]; });
  for (std::size_t k = 1; k < by_x.size() && !outcome.violation; ++k) {
    const std::size_t i = by_x[k - 1];
    const std::size_t j = by_x[k];
    ++outcome.compared;
    const bool tie = x[i] == x[j];
    // +0 and -0 are equal inputs and may give results of either sign of zero.
    if (tie ? y[i] == y[j] : y[i] <= y[j]) continue;
    if (std::isnan(y[i]) || std::isnan(y[j])) continue;  // the law of range speaks of those
    if (judged != nullptr) {
      if (std::fabs(y[i] - y[j]) <= judged->absolute_bound(i) + judged->absolute_bound(j)) continue;
      // One of them overflowed: each is judged by itself.
      if (std::isinf(y[i]) || std::isinf(y[j])) continue;
    }
    outcome.violation =
        violation(fmt::format("row {}: x[{}] = {} {} x[{}] = {}, and yet y[{}] = {} {} y[{}] = {}",
                              r, i, shown(x[i]), tie ? "=" : "<", j, shown(x[j]), i, shown(y[i]),
                              tie ? "differs from" : ">", j, shown(y[j])),
                  r, j, y[j], fmt::format("{} {}", tie ? "=" : ">=", hexfloat(y[i])));
  }
}

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  if (!done(reply)) return outcome;
  const bool exact = bench.contract().order == Strictness::exact;
  for (std::size_t r = 0; r < reply.y.rows && !outcome.violation; ++r) {
    if (bench.kind(r) != RowKind::regular) continue;
    check_row(r, bench.x().row(r), results(reply, r), exact ? nullptr : &bench.judged(r), outcome);
  }
  const Matrix& joints = bench.prepared(at_joints);
  if (outcome.violation || joints.cols > bench.longest()) return outcome;
  const subject::Reply other = bench.call(joints);
  if (!done(other)) return outcome;
  if (exact) {
    check_row(0, joints.row(0), results(other, 0), nullptr, outcome);
  } else {
    JudgedRow judged = bench.judge(bench.function(), joints.row(0));
    check_row(0, joints.row(0), results(other, 0), &judged, outcome);
  }
  if (outcome.violation) outcome.violation->x = joints;
  const Matrix& ties = bench.prepared(with_ties);
  if (outcome.violation || !exact || ties.cols == 0) return outcome;
  const subject::Reply third = bench.call(ties);
  if (done(third)) check_ties(ties, results(third, 0), outcome);
  return outcome;
}

}  // namespace

extern const Property kOrder;
const Property kOrder = {
    "order",
    "x_i < x_j gives y_i <= y_j, and x_i = x_j gives the same bits (softmax, log_softmax)",
    "none under order = exact; bound_i + bound_j under order = bound",
    "tail code that rounds otherwise than the vector body, quantised or wrapped results, an exp "
    "whose "
    "pieces do not join",
    "monotone errors",
    [](const Bench& bench) -> std::string {
      if (bench.function() == Function::logsumexp) return "logsumexp gives one result a row";
      return bench.longest() >= 2 ? "" : "the contract allows no pairs";
    },
    check,
    ask,
};

}  // namespace softmax::verify::property
