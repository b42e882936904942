#include "verify/property/support.hpp"

#include <algorithm>

#include "verify/property/incident.hpp"

namespace softmax::verify::property {
namespace {

std::array<subject::Placement, 2> placements(const Bench& bench) {
  const auto step = 64 / static_cast<std::size_t>(traits(bench.format()).bytes);
  subject::Placement front;
  front.guard = subject::Placement::Guard::front;
  subject::Placement back;  // an offset from the guard at the end lets canaries catch small steps
  back.x_offset = bench.variant(step, 10);
  back.y_offset = bench.variant(step, 11);
  return {front, back};
}

void ask(Bench& bench) {
  for (const subject::Placement& placement : placements(bench)) bench.ask(bench.x(), placement);
}

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply first = bench.base();
  if (!done(first)) {
    report_loss(bench, /*at_edge=*/true, outcome);
    return outcome;
  }
  Outcome values;  // what was touched comes first
  for (const subject::Placement& placement : placements(bench)) {
    const subject::Reply reply = bench.call(bench.function(), bench.x(), placement);
    if (!done(reply)) continue;
    ++outcome.compared;
    compare_replies(bench, first, reply, "at another address", placement, values);
  }
  report_incident(bench, {subject::Breach::wrote_outside}, outcome);
  if (!outcome.violation) report_loss(bench, /*at_edge=*/true, outcome);
  outcome.compared += values.compared;
  if (!outcome.violation) outcome.violation = std::move(values.violation);
  return outcome;
}

}  // namespace

extern const Property kBounds;
const Property kBounds = {
    "bounds",
    "a call reads only x and writes only y: guard pages on both sides, canaries in between, at "
    "every alignment and tail length; its results are the same at each",
    "none; for the results bit for bit under reproducibility = bitwise, twice the bound under "
    "bound",
    "reads and writes past the end or before the beginning",
    "an access that skips the guard page and the canaries",
    applies,
    check,
    ask,
};

}  // namespace softmax::verify::property
