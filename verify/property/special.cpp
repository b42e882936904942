#include <limits>

#include "verify/property/policies.hpp"
#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

// Every row of one to four entries out of {1, -inf, +inf, NaN}, by turns: 340 of them.
Matrix short_row(std::uint64_t number) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
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

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  if (!done(reply)) return outcome;
  check_policies(bench, bench.x(), reply, "", outcome);
  const Matrix directed = short_row(bench.number());
  if (outcome.violation || directed.cols > bench.contract().max_cols.value_or(directed.cols)) {
    return outcome;
  }
  const subject::Reply other = bench.call(directed);
  if (!done(other)) return outcome;
  check_policies(bench, directed, other, "", outcome);
  if (outcome.violation) outcome.violation->x = directed;
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
