#include "verify/property/support.hpp"

#include <algorithm>
#include <limits>

#include "verify/property/incident.hpp"

namespace softmax::verify::property {
namespace {

constexpr std::uint64_t kEvery = 8;  // cases

// A caller that flushes must find FTZ and DAZ as it had set them, which the worker sees to. What
// its results are is told to the observer and not judged: no contract says what such a caller is
// owed.
void call_flushing(Bench& bench) {
  if (bench.number() % kEvery != 0 || bench.info().door != "shared library") return;
  const subject::Reply plain = bench.base();
  subject::Placement flushing;
  flushing.caller_flushes = true;
  if (!done(plain)) return;
  const subject::Reply reply = bench.call(bench.function(), bench.x(), flushing);
  if (!done(reply) || bench.observer() == nullptr) return;
  std::uint64_t differ = 0;
  for (std::size_t k = 0; k < reply.y.values.size(); ++k) {
    differ += same_bits(plain.y.values[k], reply.y.values[k]) ? 0 : 1;
  }
  bench.observer()->flushing_caller(reply.y.values.size(), differ);
}

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
  call_flushing(bench);
  report_incident(bench, {subject::Breach::environment_changed}, outcome);
  return outcome;
}

}  // namespace

extern const Property kEnvironment;
const Property kEnvironment = {
    "environment",
    "rounding mode, exception masks, FTZ and DAZ are after the call as before it, under a caller "
    "that has FTZ and DAZ set too, and loading the library does not change them",
    "none",
    "FTZ set and not restored, fesetround, -ffast-math start-up code",
    "sticky exception flags, which are not judged",
    applies,
    check,
};

}  // namespace softmax::verify::property
