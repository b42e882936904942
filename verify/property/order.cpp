#include "verify/property/order_rows.hpp"
#include "verify/property/support.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace softmax::verify::property {
namespace {

void ask(Bench& bench) {
  if (bench.prepared(at_joints).cols <= bench.longest()) bench.ask(bench.prepared(at_joints));
  if (bench.contract().order != Strictness::exact) return;
  for (const Matrix* made : {&bench.prepared(with_ties), &bench.prepared(close_by)}) {
    if (made->cols > 0) bench.ask(*made);
  }
}

// Of x as with_ties makes it: the same without sorting.
void check_ties(const Matrix& x, std::span<const double> y, Outcome& outcome) {
  std::optional<std::size_t> first[3];  // place of each value, the largest first
  for (std::size_t j = 0; j < y.size() && !outcome.violation; ++j) {
    ++outcome.compared;
    auto& known = first[static_cast<std::size_t>(-4.0 * x.values[j])];
    if (!known) known = j;
    if (same_bits(y[*known], y[j]) || std::isnan(y[j]) || std::isnan(y[*known])) continue;
    outcome.violation = violation(
        fmt::format(
            "row 0 of {} entries: x[{}] = x[{}] = {}, and yet y[{}] = {} differs from y[{}] "
            "= {}",
            x.cols, *known, j, shown(x.values[j]), *known, shown(y[*known]), j, shown(y[j])),
        0, j, y[j], fmt::format("= {}", hexfloat(y[*known])));
    outcome.violation->x = x;
  }
}

// Entries i and j of row r, x[i] <= x[j].
void check_pair(std::size_t r, std::span<const double> x, std::span<const double> y, std::size_t i,
                std::size_t j, JudgedRow* judged, Outcome& outcome) {
  ++outcome.compared;
  const bool tie = x[i] == x[j];
  // +0 and -0 are equal inputs and may give results of either sign of zero.
  const bool exact = same_bits(x[i], x[j]) && judged == nullptr;
  if (exact ? same_bits(y[i], y[j]) : tie ? y[i] == y[j] : y[i] <= y[j]) return;
  if (std::isnan(y[i]) || std::isnan(y[j])) return;  // the law of range speaks of those
  if (judged != nullptr) {
    if (std::fabs(y[i] - y[j]) <= judged->absolute_bound(i) + judged->absolute_bound(j)) return;
    // One of them overflowed: each is judged by itself.
    if (std::isinf(y[i]) || std::isinf(y[j])) return;
  }
  outcome.violation =
      violation(fmt::format("row {}: x[{}] = {} {} x[{}] = {}, and yet y[{}] = {} {} y[{}] = {}", r,
                            i, shown(x[i]), tie ? "=" : "<", j, shown(x[j]), i, shown(y[i]),
                            tie ? "differs from" : ">", j, shown(y[j])),
                r, j, y[j], fmt::format("{} {}", tie ? "=" : ">=", hexfloat(y[i])));
}

// Of x as close_by makes it: no entry is above the one before, so nothing is to be sorted.
void check_falling(const Matrix& x, std::span<const double> y, Outcome& outcome) {
  for (std::size_t j = 1; j < y.size() && !outcome.violation; ++j)
    check_pair(0, x.row(0), y, j, j - 1, nullptr, outcome);
  if (outcome.violation) outcome.violation->x = x;
}

void check_row(std::size_t r, std::span<const double> x, std::span<const double> y,
               JudgedRow* judged, Outcome& outcome) {
  std::vector<std::size_t> by_x(x.size());
  std::iota(by_x.begin(), by_x.end(), std::size_t{0});
  std::stable_sort(by_x.begin(), by_x.end(), [&](auto i, auto j) { return x[i] < x[j]; });
  for (std::size_t k = 1; k < by_x.size() && !outcome.violation; ++k)
    check_pair(r, x, y, by_x[k - 1], by_x[k], judged, outcome);
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
  if (!exact) return outcome;
  const auto check_made = [&](const Matrix& made, auto law) {
    if (outcome.violation || made.cols == 0) return;
    const subject::Reply answer = bench.call(made);
    if (done(answer)) law(made, results(answer, 0), outcome);
  };
  check_made(bench.prepared(with_ties), check_ties);
  check_made(bench.prepared(close_by), check_falling);
  return outcome;
}

}  // namespace

extern const Property kOrder;
const Property kOrder = {
    "order",
    "x_i < x_j gives y_i <= y_j, and x_i = x_j gives the same bits (softmax, log_softmax)",
    "none under order = exact; bound_i + bound_j under order = bound",
    "tail code that rounds otherwise than the vector body, quantised or wrapped results, an exp "
    "whose pieces do not join, wherever that is in a period of ln 2 where it steps down by a unit "
    "of float, and next to ln 2/2^m where by less",
    "monotone errors; joints of an exp in double anywhere else",
    [](const Bench& bench) -> std::string {
      if (bench.function() == Function::logsumexp) return "logsumexp gives one result a row";
      return bench.longest() >= 2 ? "" : "the contract allows no pairs";
    },
    check,
    ask,
};

}  // namespace softmax::verify::property
