#include "verify/core/seed.hpp"
#include "verify/property/other_call.hpp"
#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

constexpr std::uint64_t kEvery = 64;  // cases; a process costs some milliseconds
constexpr int kProcesses = 4;

std::string skipped(const Bench& bench) {
  return bench.info().door == "shared library" ? "" : "its process is not renewed between calls";
}

// What several threads make at once goes wrong in some processes only.
int processes(const Bench& bench) { return bench.most_threads() > 1 ? kProcesses : 1; }

// The case in a new process against `later`.
void compare_first(Bench& bench, const subject::Reply& later, Outcome& outcome) {
  if (!bench.restart()) return;
  // Every other time each other symbol is called before: what it makes or leaves is not for this
  // one.
  const Matrix other = other_values(bench.x());
  const bool others_first = bench.number() / kEvery % 2 == 1;
  for (const subject::Call& call : calls_of_others(bench, other)) {
    if (others_first && other.cols <= bench.longest()) (void)bench.call(call);
  }
  const subject::Reply first = bench.call(bench.x(), bench.placement());
  if (!done(first)) return;
  compare_replies(bench, later, first,
                  others_first ? "in a new process that was called for its other symbols before"
                               : "in the first call of a new process",
                  {}, outcome);
}

// Rows enough for every thread to have many, in the first call of a new process and in its second.
void compare_threads(Bench& bench, Outcome& outcome) {
  Matrix x(64, std::min<std::size_t>(16, bench.longest()));
  for (std::size_t k = 0; k < x.values.size(); ++k) {
    x.values[k] = -0.125 * static_cast<double>(random_bits(bench.number(), 0xF125, k) % 64);
  }
  subject::Placement placement;
  placement.threads = bench.most_threads();
  if (!bench.restart()) return;
  const subject::Reply first = bench.call(x, placement);
  const subject::Reply second = bench.call(x, placement);
  if (!done(first) || !done(second)) return;
  const std::string how =
      fmt::format(" (the first call of a new process, with {} threads)", placement.threads);
  check_accuracy(bench, x, first, how, outcome);
  for (std::size_t k = 0; k < first.y.values.size() && bitwise(bench) && !outcome.violation; ++k) {
    if (same_bits(first.y.values[k], second.y.values[k])) continue;
    const std::size_t row = k / first.y.cols;
    const std::size_t index = k % first.y.cols;
    outcome.violation = violation(
        fmt::format("result {} of row {} is {} in the first call of a new process, with {} "
                    "threads, and {} in the second",
                    index, row, shown(first.y.values[k]), placement.threads,
                    shown(second.y.values[k])),
        row, index, first.y.values[k], hexfloat(second.y.values[k]));
  }
  if (!outcome.violation) return;
  outcome.violation->x = x;
  outcome.violation->placement = placement;
}

Outcome check(Bench& bench) {
  Outcome outcome;
  // Case 0 is among them, so that every audit looks once.
  if (bench.number() % kEvery != 0) return outcome;
  // The base call may itself be the first of its process.
  if (!done(bench.base())) return outcome;
  const subject::Reply later = bench.call(bench.x(), bench.placement());
  if (!done(later)) return outcome;
  for (int k = 0; k < processes(bench) && !outcome.violation; ++k) {
    compare_first(bench, later, outcome);
    if (bench.most_threads() > 1 && !outcome.violation) compare_threads(bench, outcome);
  }
  return outcome;
}

}  // namespace

extern const Property kFirstCall;
const Property kFirstCall = {
    "first-call",
    "the first call of a process gives the same results as a later one, and so does one before "
    "which the subject's other symbols were called; with threads, 64 rows in the first call too",
    "bit for bit under reproducibility = bitwise; twice the bound under bound",
    "tables and settings that are made during or after the first call, by several threads at once, "
    "or by the first function or format that is called and for it alone",
    "what only a later call gets wrong (law repeat); a race that did not happen in some hundred "
    "processes",
    skipped,
    check,
};

}  // namespace softmax::verify::property
