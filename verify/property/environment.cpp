#include "verify/property/support.hpp"

#include <algorithm>
#include <limits>

#include "verify/property/incident.hpp"

namespace softmax::verify::property {
namespace {

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  if (done(reply)) outcome.compared = std::max<std::size_t>(1, reply.y.values.size());
  const std::string& at_load = bench.info().environment_at_load;
  if (!at_load.empty()) {
    outcome.violation = violation(
        fmt::format("loading the subject changes the floating-point environment: {}", at_load), 0,
        0, std::numeric_limits<double>::quiet_NaN(), "no change");
    return outcome;
  }
  report_incident(bench, {subject::Breach::environment_changed}, outcome);
  return outcome;
}

}  // namespace

extern const Property kEnvironment;
const Property kEnvironment = {
    "environment",
    "rounding mode, exception masks, FTZ and DAZ are after the call as before it, and loading the "
    "library does not change them",
    "none",
    "FTZ set and not restored, fesetround, -ffast-math start-up code",
    "sticky exception flags, which are not judged",
    applies,
    check,
};

}  // namespace softmax::verify::property
