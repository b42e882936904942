#include "verify/property/support.hpp"

#include <algorithm>
#include "verify/property/incident.hpp"

namespace softmax::verify::property {
namespace {

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  if (done(reply)) outcome.compared = std::max<std::size_t>(1, reply.y.values.size());
  report_incident(bench, {subject::Breach::input_modified}, outcome);
  return outcome;
}

}  // namespace

extern const Property kInput;
const Property kInput = {
    "input",
    "a call does not write to x",
    "none",
    "an in-place kernel behind an out-of-place door",
    "a write that restores",
    applies,
    check,
};

}  // namespace softmax::verify::property
