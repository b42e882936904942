#include <limits>

#include "verify/property/policies.hpp"
#include "verify/property/support.hpp"
#include "verify/property/turns.hpp"

namespace softmax::verify::property {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Every row of one to four entries out of {1, -inf, +inf, NaN}, by turns: 340 of them.
Matrix short_row(std::uint64_t number) {
  constexpr double kEntries[] = {1.0, -kInfinity, kInfinity,
                                 std::numeric_limits<double>::quiet_NaN()};
  std::uint64_t code = number % 340;
  std::size_t length = 1;
  for (std::uint64_t all = 4; code >= all; all *= 4) {
    code -= all;
    ++length;
  }
  Matrix row(1, length);
  for (double& value : row.values) {
    value = kEntries[code % 4];
    code /= 4;
  }
  return row;
}

void check_row(Bench& bench, const Matrix& row, Outcome& outcome) {
  if (outcome.violation) return;
  const subject::Reply reply = bench.call(row);
  if (!done(reply)) return;
  check_policies(bench, row, reply, "", outcome);
  if (outcome.violation) outcome.violation->x = row;
}

// Rows of a length from 2 to 257, by turns: in row r, NaN (or +inf, in every second round of
// lengths) stands r places before the last.
Matrix one_in_each_lane(const Bench& bench) {
  constexpr std::size_t kLanes = 16;
  const std::uint64_t k = bench.number() / 2;
  const std::size_t n = std::min<std::size_t>(bench.longest(), 2 + k % 256);
  const bool nan = k / 256 % 2 == 0;
  Matrix x(std::min(n, kLanes), n);
  for (std::size_t r = 0; r < x.rows; ++r) {
    for (std::size_t j = 0; j < n; ++j) x.row(r)[j] = -0.5 * static_cast<double>((j + r) % 5);
    x.row(r)[n - 1 - r] = nan ? std::numeric_limits<double>::quiet_NaN() : kInfinity;
  }
  return x;
}

// A short row, and masked rows of two lengths a case: 1920 cases in a row meet all of them.
std::vector<Matrix> special_rows(const Bench& bench) {
  std::vector<Matrix> rows = {short_row(bench.number())};
  if (bench.number() % 2 == 1) rows.push_back(one_in_each_lane(bench));
  for (std::uint64_t k = 0; k < 2 && bench.longest() >= kFirstLength; ++k) {
    const std::size_t n = length_by_turns(2 * bench.number() + k, bench.longest());
    rows.emplace_back(1, n, std::vector<double>(n, -kInfinity));
  }
  std::erase_if(rows, [&](const Matrix& row) { return row.cols > bench.longest(); });
  return rows;
}

void ask(Bench& bench) {
  const bool any =
      bench.contract().all_masked == MaskedPolicy::any && bench.function() != Function::logsumexp;
  for (const Matrix& row : bench.prepared(special_rows)) {
    bench.ask(row);
    if (any && classify(row.row(0)) == RowKind::all_masked) bench.ask(second_masked_row(bench, 0));
  }
}

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  if (!done(reply)) return outcome;
  check_policies(bench, bench.x(), reply, "", outcome);
  for (const Matrix& row : bench.prepared(special_rows)) check_row(bench, row, outcome);
  return outcome;
}

}  // namespace

extern const Property kSpecial;
const Property kSpecial = {
    "special",
    "rows with NaN, with +inf, and rows of only -inf give what the contract's policies say, NaN "
    "and "
    "+inf in each of the last 16 places of rows of 2 to 257 entries too; "
    "logsumexp of only -inf is -inf",
    "none: the policies nan, positive_infinity, all_masked; uniform is judged by the bound of the "
    "contract for the row of equal entries",
    "NaN swallowed by a maximum, policies that depend on the length or the position",
    "what a policy of any leaves open",
    applies,
    check,
    ask,
};

}  // namespace softmax::verify::property
