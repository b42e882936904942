#include "verify/power/power.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <thread>

#include "verify/audit/platform.hpp"
#include "verify/core/one_processor.hpp"
#include "verify/core/usage_error.hpp"

namespace softmax::verify::power {
namespace {

bool wanted(const Entry& entry, const Options& options) {
  return options.only.empty() ||
         std::any_of(options.only.begin(), options.only.end(), [&](const std::string& text) {
           return text == entry.id || text == entry.fault_class || text == name(entry.kind);
         });
}

std::uint64_t seeds_of(const Entry& entry, const Options& options) {
  switch (entry.kind) {
    case Kind::fault:
    case Kind::equivalent:
      return options.seeds;
    case Kind::hostile:
      return 1;  // what it does depends on the call, not on the values
    default:
      return options.honest_seeds;
  }
}

struct Work {
  std::size_t row;
  std::uint64_t seed;
};

constexpr auto kKeepEvery = std::chrono::seconds(10);

// What has been tried by now.
Power part_of(const Power& power) {
  Power part = power;
  part.complete = false;
  for (Row& row : part.rows) {
    std::erase_if(row.trials, [](const Trial& trial) { return trial.seed == 0; });
  }
  std::erase_if(part.rows, [](const Row& row) { return row.trials.empty(); });
  return part;
}

// An auditor and its worker, which run in turn, wake each other at less cost on one processor.
// Audits without a finding take nearly all of the time; threads of a subject need all processors.
bool keeps_to_one(const Entry& entry) {
  return (entry.kind == Kind::honest || entry.kind == Kind::equivalent) &&
         entry.target.contract.threads == 1;
}

}  // namespace

bool wrong(const Entry& entry, const Trial& trial) {
  switch (entry.kind) {
    case Kind::fault:
      return !trial.rejected;
    case Kind::hostile:
      return !trial.rejected && entry.fault_class != "AFTERWARDS";
    default:
      return trial.rejected || trial.values == 0;
  }
}

bool wrong(const Row& row) {
  return std::any_of(row.trials.begin(), row.trials.end(),
                     [&](const Trial& trial) { return wrong(row.entry, trial); });
}

std::size_t count_wrong(const Power& power) {
  return static_cast<std::size_t>(std::count_if(power.rows.begin(), power.rows.end(),
                                                [](const Row& row) { return wrong(row); }));
}

Power run(const std::vector<Entry>& entries, const Options& options,
          const std::function<void(double, const std::string&)>& progress,
          const std::function<void(const Power&)>& keep) {
  const auto start = std::chrono::steady_clock::now();
  Power power;
  power.seed_count = options.seeds;
  power.honest_seed_count = options.honest_seeds;
  power.cases = options.cases > 0 ? options.cases : audit::Options{}.cases;
  power.all_cells = options.all_cells;
  power.whole_seeds = std::min(options.whole_seeds, options.seeds);
  power.platform = audit::platform();
  // Hostile subjects come last, and alone the one that kills every process it can name.
  std::vector<Work> shared;
  std::vector<Work> alone;
  for (const Entry& entry : entries) {
    if (!wanted(entry, options)) continue;
    const std::uint64_t seeds = seeds_of(entry, options);
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
      (entry.fault_class == "KILL" ? alone : shared).push_back({power.rows.size(), seed});
    }
    power.rows.push_back({entry, std::vector<Trial>(seeds)});
  }
  if (power.rows.empty()) {
    throw UsageError("--only names no subject of the list: give ids, classes or kinds");
  }

  std::mutex mutex;
  std::size_t done = 0;
  auto kept = start;
  const auto perform = [&](const Work& work, unsigned job) {
    Row& row = power.rows[work.row];
    std::optional<OneProcessor> one;
    if (keeps_to_one(row.entry)) one.emplace(job);
    Trial trial = try_subject(row.entry, work.seed, options);
    one.reset();
    const std::scoped_lock lock(mutex);
    row.trials[work.seed - 1] = std::move(trial);
    ++done;
    progress(static_cast<double>(done) / static_cast<double>(shared.size() + alone.size()),
             fmt::format("{} seed {}", row.entry.id, work.seed));
    const auto now = std::chrono::steady_clock::now();
    if (!keep || now - kept < kKeepEvery) return;
    kept = now;
    power.seconds = std::chrono::duration<double>(now - start).count();
    keep(part_of(power));
  };
  std::atomic<std::size_t> next{0};
  {
    std::vector<std::jthread> threads;
    for (unsigned job = 0; job < options.jobs; ++job) {
      threads.emplace_back([&, job] {
        for (std::size_t k = next++; k < shared.size(); k = next++) perform(shared[k], job);
      });
    }
  }
  for (const Work& work : alone) perform(work, 0);
  power.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return power;
}

}  // namespace softmax::verify::power
