#include "verify/property/support.hpp"

#include <algorithm>
#include "verify/property/incident.hpp"

namespace softmax::verify::property {
namespace {

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  if (done(reply)) outcome.compared = std::max<std::size_t>(1, reply.y.values.size());
  report_incident(bench, {subject::Breach::not_written}, outcome);
  return outcome;
}

}  // namespace

extern const Property kWritten;
const Property kWritten = {
    "written",
    "every element of y is written (y is filled with two different patterns before the call)",
    "none",
    "a missing remainder loop, rows skipped",
    "a wrong value written",
    applies,
    check,
};

}  // namespace softmax::verify::property
