#include "verify/property/support.hpp"

#include <limits>

namespace softmax::verify::property {
namespace {

constexpr std::uint64_t kEvery = 8;  // cases: a call without entries hardly depends on them

Matrix shape(const Bench& bench) {
  const std::size_t n = bench.x().cols;
  const Matrix shapes[] = {Matrix(0, n), Matrix(0, 0), Matrix(bench.x().rows, 0)};
  return shapes[bench.variant(3, 9)];
}

// logsumexp of rows without entries has values to give, the others have none: it may refuse.
bool must_agree(const Bench& bench, Function other, const Matrix& empty) {
  const bool alone = other == Function::logsumexp || bench.function() == Function::logsumexp;
  return other != bench.function() && bench.offers(other) && !(empty.rows > 0 && alone);
}

void ask(Bench& bench) {
  if (bench.number() % kEvery != 0) return;
  const Matrix& empty = bench.prepared(shape);
  bench.ask(empty);
  for (const Function other : kFunctions) {
    if (must_agree(bench, other, empty)) bench.ask(other, empty);
  }
}

Outcome check(Bench& bench) {
  Outcome outcome;
  if (bench.number() % kEvery != 0) return outcome;
  const Matrix& empty = bench.prepared(shape);
  const subject::Reply reply = bench.call(empty);
  outcome.compared = 1;
  using subject::Ending;
  if (reply.ending == Ending::done || reply.ending == Ending::refused) {
    // Refusing is for what a subject does not support; then none of its functions does.
    for (const Function other : kFunctions) {
      if (!must_agree(bench, other, empty)) continue;
      const subject::Reply theirs = bench.call(other, empty);
      if (theirs.ending != Ending::done && theirs.ending != Ending::refused) continue;
      ++outcome.compared;
      if (theirs.ending == reply.ending || outcome.violation) continue;
      const bool refuses = reply.ending == Ending::refused;
      outcome.violation = violation(
          fmt::format("a call with {} rows of {} entries is {} by {} and {} by {}", empty.rows,
                      empty.cols, refuses ? "refused" : "accepted", name(bench.function()),
                      refuses ? "accepted" : "refused", name(other)),
          0, 0, std::numeric_limits<double>::quiet_NaN(), "one answer of all functions");
    }
    return outcome;
  }
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
    "rows = 0 and cols = 0 are legal calls: they come back, nothing is written, and "
    "all functions of a subject accept them or all refuse",
    "none",
    "a maximum over nothing, memcpy of null, a division by the number of rows, functions that "
    "disagree on empty input",
    "the value of logsumexp of an empty row, which the contract leaves open",
    applies,
    check,
    ask,
};

}  // namespace softmax::verify::property
