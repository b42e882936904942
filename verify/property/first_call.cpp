#include "verify/property/other_call.hpp"
#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

constexpr std::uint64_t kEvery = 64;  // cases; a process costs some milliseconds

std::string skipped(const Bench& bench) {
  return bench.info().door == "shared library" ? "" : "its process is not renewed between calls";
}

Outcome check(Bench& bench) {
  Outcome outcome;
  // Case 0 is among them, so that every audit looks once.
  if (bench.number() % kEvery != 0) return outcome;
  const subject::Reply later = bench.base();
  if (!done(later) || !bench.restart()) return outcome;
  // Every other time each other symbol is called before: what it makes or leaves is not for this
  // one.
  const Matrix other = other_values(bench.x());
  const bool others_first = bench.number() / kEvery % 2 == 1;
  for (const subject::Call& call : calls_of_others(bench, other)) {
    if (others_first && other.cols <= bench.longest()) (void)bench.call(call);
  }
  const subject::Reply first = bench.call(bench.x());
  if (!done(first)) return outcome;
  compare_replies(bench, later, first,
                  others_first ? "in a new process that was called for its other symbols before"
                               : "in the first call of a new process",
                  {}, outcome);
  return outcome;
}

}  // namespace

extern const Property kFirstCall;
const Property kFirstCall = {
    "first-call",
    "the first call of a process gives the same results as a later one, and so does one before "
    "which the subject's other symbols were called",
    "bit for bit under reproducibility = bitwise; twice the bound under bound",
    "tables and settings that are made during or after the first call, or by the first function or "
    "format that is called and for it alone",
    "what only a later call gets wrong (law repeat)",
    skipped,
    check,
};

}  // namespace softmax::verify::property
