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
  if (outcome.violation || row.cols > bench.contract().max_cols.value_or(row.cols)) return;
  const subject::Reply reply = bench.call(row);
  if (!done(reply)) return;
  check_policies(bench, row, reply, "", outcome);
  if (outcome.violation) outcome.violation->x = row;
}

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  if (!done(reply)) return outcome;
  check_policies(bench, bench.x(), reply, "", outcome);
  check_row(bench, short_row(bench.number()), outcome);
  // Masked rows of two lengths a case: 1920 cases in a row meet all of them.
  for (std::uint64_t k = 0; k < 2 && bench.longest() >= kFirstLength; ++k) {
    const std::size_t n = length_by_turns(2 * bench.number() + k, bench.longest());
    check_row(bench, Matrix(1, n, std::vector<double>(n, -kInfinity)), outcome);
  }
  return outcome;
}

}  // namespace

extern const Property kSpecial;
const Property kSpecial = {
    "special",
    "rows with NaN, with +inf, and rows of only -inf give what the contract's policies say; "
    "logsumexp of only -inf is -inf",
    "none: the policies nan, positive_infinity, all_masked; uniform is judged by the bound of the "
    "contract for the row of equal entries",
    "NaN swallowed by a maximum, policies that depend on the length or the position",
    "what a policy of any leaves open",
    applies,
    check,
};

}  // namespace softmax::verify::property
