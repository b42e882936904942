#include "verify/property/support.hpp"

#include <limits>

namespace softmax::verify::property {
namespace {

Outcome check(Bench& bench) {
  Outcome outcome;
  const std::size_t n = bench.x().cols;
  const Matrix shapes[] = {Matrix(0, n), Matrix(0, 0), Matrix(bench.x().rows, 0)};
  const Matrix& empty = shapes[bench.variant(3, 9)];
  const subject::Reply reply = bench.call(empty);
  outcome.compared = 1;
  using subject::Ending;
  if (reply.ending == Ending::done || reply.ending == Ending::refused) return outcome;
  outcome.violation = violation(
      fmt::format("a call with {} rows of {} entries: {}", empty.rows, empty.cols, reply.detail), 0,
      0, std::numeric_limits<double>::quiet_NaN(), "a return");
  outcome.violation->verdict = reply.ending == Ending::hung ? Verdict::hung : Verdict::crashed;
  return outcome;
}

}  // namespace

extern const Property kEmpty;
const Property kEmpty = {
    "empty",
    "rows = 0 and cols = 0 are legal calls: they come back, and nothing is written",
    "none",
    "a maximum over nothing, memcpy of null, a division by the number of rows",
    "the value of logsumexp of an empty row, which the contract leaves open",
    applies,
    check,
};

}  // namespace softmax::verify::property
