#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>

#include "verify/audit/audit.hpp"
#include "verify/core/usage_error.hpp"
#include "verify/power/power.hpp"
#include "verify/report/text.hpp"

namespace softmax::verify::power {
namespace {

// The system clears all memory that a subject takes, call by call, up to the limit.
constexpr std::uint64_t kHostileMemory = std::uint64_t{1} << 30U;

void take(Trial& trial, const report::Cell& cell) {
  const std::string what = fmt::format("{} {}", name(cell.function), traits(cell.format).name);
  trial.cells.push_back(what);
  trial.cases += cell.cases;
  trial.values += cell.values;
  trial.workers_lost += cell.workers_lost;
  for (const report::Finding& finding : cell.findings) {
    auto known = std::find_if(trial.laws.begin(), trial.laws.end(),
                              [&](const Broken& broken) { return broken.law == finding.law; });
    if (known == trial.laws.end()) {
      known = trial.laws.insert(known, {finding.law, 0});
    }
    known->cases += finding.occurrences;
    if (trial.rejected && finding.witness.case_number >= trial.first_case) continue;
    trial.rejected = true;
    trial.first_law = finding.law;
    trial.first_case = finding.witness.case_number;
    trial.family = finding.witness.family;
    trial.cell = what;
    trial.witness = report::shown_joined(finding.witness.x);
    trial.replay = finding.replay;
    trial.message = finding.message;
  }
}

}  // namespace

Trial try_subject(const Entry& entry, std::uint64_t seed, const Options& options) {
  const auto start = std::chrono::steady_clock::now();
  audit::Options asked;
  audit::Target target = entry.target;
  asked.seed = seed;
  if (options.cases > 0) asked.cases = options.cases;
  asked.functions = entry.functions;
  asked.formats = entry.formats;
  if (entry.kind == Kind::hostile) {
    asked.jobs = 2;  // one of them attacks the other worker
    target.spec.memory_limit_bytes = kHostileMemory;
  }
  asked.stop_at_first = entry.kind != Kind::fault || seed > options.whole_seeds;
  asked.shrink_first_only = true;
  const bool must_pass = entry.kind == Kind::honest || entry.kind == Kind::equivalent;
  if (must_pass && !options.all_cells) asked.turn = seed - 1;
  // The calls of 2^24 + 1 entries, which no seed changes, are made once for each function and
  // format.
  const std::size_t cells = entry.functions.size() * entry.formats.size();
  if (must_pass && seed > (options.all_cells ? 1 : cells)) asked.max_cols = std::size_t{1} << 21U;
  Trial trial;
  trial.seed = seed;
  try {
    const report::Record record = audit::run({target}, asked, [](double, const auto&) {});
    for (const report::Cell& cell : record.cells) take(trial, cell);
  } catch (const UsageError& error) {
    // It cannot even be loaded: the audit ends with status 2 and this sentence.
    trial.rejected = true;
    trial.first_law = "status 2";
    trial.laws.push_back({"status 2", 1});
    trial.message = error.what();
    // A report does not tell where the suite was built.
    const std::string& path = target.spec.text;
    if (const auto at = trial.message.find(path); at != std::string::npos) {
      trial.message.replace(at, path.size(), path.substr(path.rfind('/') + 1));
    }
  }
  trial.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return trial;
}

}  // namespace softmax::verify::power
