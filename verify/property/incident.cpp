#include "verify/property/incident.hpp"

#include <algorithm>
#include <limits>

#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

void set(const Incident& incident, std::string message, Outcome& outcome) {
  outcome.violation = violation(std::move(message), 0, 0, std::numeric_limits<double>::quiet_NaN(),
                                "", incident.placement);
  outcome.violation->x = incident.x;
}

// An access right before or past an array, as call_report.cpp words it.
bool at_an_edge(const std::string& detail) {
  return detail.find(" past the end of ") != std::string::npos ||
         detail.find(" bytes before ") != std::string::npos;
}

}  // namespace

void report_incident(Bench& bench, std::initializer_list<subject::Breach> kinds, Outcome& outcome) {
  for (const Incident& incident : bench.incidents()) {
    if (!incident.breach) continue;
    if (std::find(kinds.begin(), kinds.end(), *incident.breach) == kinds.end()) continue;
    set(incident, incident.detail, outcome);
    return;
  }
}

void report_loss(Bench& bench, bool near_guard, Outcome& outcome) {
  for (const Incident& incident : bench.incidents()) {
    if (incident.breach) continue;
    if (at_an_edge(incident.detail) != near_guard) continue;
    set(incident, incident.detail, outcome);
    outcome.violation->verdict = incident.ending == subject::Ending::hung        ? Verdict::hung
                                 : incident.ending == subject::Ending::malformed ? Verdict::violated
                                                                                 : Verdict::crashed;
    return;
  }
}

}  // namespace softmax::verify::property
