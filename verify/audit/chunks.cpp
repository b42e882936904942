#include <algorithm>
#include <chrono>
#include <mutex>
#include <thread>

#include "verify/audit/cell.hpp"
#include "verify/generator/recipe.hpp"

namespace softmax::verify::audit {
namespace {

// A subject that keeps hanging or dying has told what there is to tell. A program takes much longer
// to start anew than a library's worker.
constexpr std::uint64_t kHangsEnough = 2;
std::uint64_t losses_enough(const Target& target) {
  return target.spec.text.starts_with(subject::kProgram) ? 30 : 100;
}

struct Shared {
  std::atomic<std::uint64_t> next{0};
  std::atomic<std::uint64_t> done{0};
  std::atomic<std::uint64_t> hangs{0};
  std::atomic<std::uint64_t> losses{0};
  std::atomic<bool> broken{false};
  std::mutex mutex;
  std::map<std::uint64_t, Tally> tallies;  // by chunk
};

struct Setting {
  const Target& target;
  const Options& options;
  Function function;
  Format format;
  std::uint64_t chunks;
  std::chrono::steady_clock::time_point deadline;
};

bool lost_enough(const Setting& setting, const Shared& shared) {
  return shared.hangs >= kHangsEnough || shared.losses >= losses_enough(setting.target);
}

bool enough(const Setting& setting, const Shared& shared) {
  if (lost_enough(setting, shared)) return true;
  if (setting.options.stop_at_first && shared.broken) return true;
  return setting.options.budget_seconds > 0.0 &&
         std::chrono::steady_clock::now() >= setting.deadline;
}

void run_chunk(const Setting& setting, std::uint64_t chunk, subject::Subject& subject,
               const std::vector<const property::Property*>& laws, Shared& shared) {
  Tally tally(laws.size());
  oracle::Oracle oracle;
  property::Bench bench(subject, oracle, setting.target.contract, setting.function, setting.format);
  bench.observe(&tally);
  generator::Limits limits;
  bench.set_longest(setting.options.max_cols);
  limits.max_cols = std::min(limits.max_cols, bench.longest());
  std::vector<bool> applies;
  for (const auto* law : laws) applies.push_back(law->skipped(bench).empty());
  const std::uint64_t first = chunk * kChunkCases;
  const std::uint64_t last = setting.options.budget_seconds > 0.0
                                 ? first + kChunkCases
                                 : std::min(first + kChunkCases, setting.options.cases);
  std::uint64_t hangs = 0;
  std::uint64_t losses = 0;
  for (std::uint64_t number = first; number < last; ++number) {
    const generator::Case c = generator::draw(setting.options.seed, number, setting.format, limits);
    bench.begin(c.x, number);
    tally.begin(number, c.family_name(), c.x);
    for (std::size_t k = 0; k < laws.size(); ++k) {
      if (applies[k] && laws[k]->ask != nullptr) laws[k]->ask(bench);
    }
    bench.make_asked();
    const auto ask_law = [&](std::size_t k) {
      const std::uint64_t refused = bench.rightly_refused();
      const property::Outcome outcome = laws[k]->check(bench);
      tally.add(k, outcome, bench.rightly_refused() > refused);
    };
    for (std::size_t k = 0; k < laws.size(); ++k) {
      if (applies[k]) ask_law(k);
      if (bench.hangs() > hangs) break;  // one time limit, not one a law
    }
    for (std::size_t k = 0; k < laws.size() && bench.hangs() > hangs; ++k) {
      if (laws[k]->name == "process" && applies[k]) ask_law(k);
    }
    shared.hangs += bench.hangs() - hangs;
    shared.losses += bench.losses() - losses;
    hangs = bench.hangs();
    losses = bench.losses();
    if (lost_enough(setting, shared)) break;
  }
  tally.calls = bench.calls();
  tally.refused = bench.refusals();
  tally.losses = bench.losses();
  tally.hangs = bench.hangs();
  tally.oracle_fast = oracle.counters().fast;
  tally.oracle_authority = oracle.counters().authority;
  for (const LawTally& law : tally.laws) {
    if (law.violations > 0) shared.broken = true;
  }
  const std::scoped_lock lock(shared.mutex);
  shared.tallies.emplace(chunk, std::move(tally));
}

}  // namespace

std::vector<const property::Property*> chosen_laws(const Options& options) {
  std::vector<const property::Property*> laws;
  for (const property::Property* law : property::properties()) {
    const auto& wanted = options.laws;
    if (wanted.empty() || std::find(wanted.begin(), wanted.end(), law->name) != wanted.end()) {
      laws.push_back(law);
    }
  }
  return laws;
}

Tally run_cases(const Target& target, const Options& options, Function function, Format format,
                const std::vector<std::unique_ptr<subject::Subject>>& subjects,
                const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  const auto laws = chosen_laws(options);
  const bool timed = options.budget_seconds > 0.0;
  const std::uint64_t chunks =
      timed ? ~0ULL / kChunkCases : (options.cases + kChunkCases - 1) / kChunkCases;
  const Setting setting{target,
                        options,
                        function,
                        format,
                        chunks,
                        std::chrono::steady_clock::now() +
                            std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                std::chrono::duration<double>(options.budget_seconds))};
  Shared shared;
  const auto work = [&](subject::Subject& subject) {
    for (;;) {
      // Chunks are handed out in order, so that what was run is always a beginning of the grid.
      if (enough(setting, shared)) return;
      const std::uint64_t chunk = shared.next++;
      if (chunk >= chunks) return;
      run_chunk(setting, chunk, subject, laws, shared);
      progress(++shared.done, timed ? 0 : chunks);
    }
  };
  {
    std::vector<std::jthread> threads;
    for (const auto& subject : subjects) threads.emplace_back([&] { work(*subject); });
  }
  Tally merged(laws.size());
  for (auto& [chunk, tally] : shared.tallies) merged.merge(std::move(tally));
  return merged;
}

}  // namespace softmax::verify::audit
