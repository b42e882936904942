#include "verify/property/layouts.hpp"
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

// Every other such case through the strided symbol too.
bool asks_strided(const Bench& bench) {
  return bench.offers(bench.function(), true) && bench.variant(2, 10) == 0;
}
subject::Placement strided(const Bench& bench, const Matrix& empty) {
  return strided_placement(bench, 11, empty.rows, empty.cols);
}

void ask(Bench& bench) {
  if (bench.number() % kEvery != 0) return;
  const Matrix& empty = bench.prepared(shape);
  bench.ask(empty);
  if (asks_strided(bench)) bench.ask(empty, strided(bench, empty));
  for (const Function other : kFunctions) {
    if (must_agree(bench, other, empty)) bench.ask(other, empty);
  }
}

bool came_back(const subject::Reply& reply) {
  return reply.ending == subject::Ending::done || reply.ending == subject::Ending::refused;
}

// The call was lost.
Violation lost(const Matrix& empty, const subject::Reply& reply, const subject::Placement& p) {
  Violation v =
      violation(fmt::format("a call with {} rows of {} entries{}: {}", empty.rows, empty.cols,
                            p.strided ? " through the strided symbol" : "", reply.detail),
                0, 0, std::numeric_limits<double>::quiet_NaN(), "a return", p);
  v.verdict = reply.ending == subject::Ending::hung ? Verdict::hung : Verdict::crashed;
  return v;
}

Outcome check(Bench& bench) {
  Outcome outcome;
  if (bench.number() % kEvery != 0) return outcome;
  const Matrix& empty = bench.prepared(shape);
  if (asks_strided(bench)) {
    const subject::Placement p = strided(bench, empty);
    const subject::Reply apart = bench.call(empty, p);
    ++outcome.compared;
    if (!came_back(apart)) outcome.violation = lost(empty, apart, p);
    if (outcome.violation) return outcome;
  }
  const subject::Reply reply = bench.call(empty);
  ++outcome.compared;
  using subject::Ending;
  if (came_back(reply)) {
    // Refusing is for what a subject does not support; then none of its functions does.
    for (const Function other : kFunctions) {
      if (!must_agree(bench, other, empty)) continue;
      const subject::Reply theirs = bench.call(other, empty);
      if (!came_back(theirs)) continue;
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
  outcome.violation = lost(empty, reply, {});
  return outcome;
}

}  // namespace

extern const Property kEmpty;
const Property kEmpty = {
    "empty",
    "rows = 0 and cols = 0 are legal calls, of the strided symbol too: they come back, nothing is "
    "written, and "
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
