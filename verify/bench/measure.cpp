#include "verify/bench/measure.hpp"

#include <benchmark/benchmark.h>

#include <map>

#include "verify/bench/statistics.hpp"
#include "verify/core/format.hpp"
#include "verify/core/one_processor.hpp"

namespace softmax::verify::bench {
namespace {

enum class Clock { processor, wall };

// Keeps nanoseconds an iteration by name of the benchmark; prints nothing.
class Collector : public benchmark::BenchmarkReporter {
 public:
  explicit Collector(Clock clock) : clock_(clock) {}

  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration) continue;
      const double time =
          clock_ == Clock::processor ? run.GetAdjustedCPUTime() : run.GetAdjustedRealTime();
      times_[run.run_name.function_name].push_back(time);
    }
  }
  const std::vector<double>& times(const std::string& name) { return times_[name]; }

 private:
  Clock clock_;
  std::map<std::string, std::vector<double>> times_;
};

// Google Benchmark takes its settings from a command line only.
void initialize() {
  static const bool once = [] {
    std::string name = "softmax-verify";
    std::string interleaved = "--benchmark_enable_random_interleaving=true";
    char* arguments[] = {name.data(), interleaved.data(), nullptr};
    int count = 2;
    benchmark::Initialize(&count, arguments);
    return true;
  }();
  static_cast<void>(once);
  benchmark::ClearRegisteredBenchmarks();
}

template <class Body>
benchmark::internal::Benchmark* add(const std::string& name, const Plan& plan, Body body) {
  auto* added = benchmark::RegisterBenchmark(name.c_str(), body);
  return added->Unit(benchmark::kNanosecond)
      ->MinTime(plan.min_time)
      ->Repetitions(static_cast<int>(plan.rounds));
}

void run(Collector& collector) {
  benchmark::RunSpecifiedBenchmarks(&collector);
  benchmark::ClearRegisteredBenchmarks();
}

}  // namespace

std::vector<std::vector<double>> measure(const std::vector<Contestant>& contestants,
                                         const Plan& plan) {
  initialize();
  for (std::size_t i = 0; i < contestants.size(); ++i) {
    const auto body = [&kernel = contestants[i].kernel, &rows = *contestants[i].rows](auto& state) {
      const auto [count, cols] = rows.shape();
      for ([[maybe_unused]] auto _ : state) kernel(rows.x(), rows.y(), count, cols);
    };
    add(std::to_string(i), plan, body)->MeasureProcessCPUTime();
  }
  Collector collector(Clock::processor);
  if (!contestants.empty()) run(collector);
  std::vector<std::vector<double>> all;
  for (std::size_t i = 0; i < contestants.size(); ++i) {
    std::vector<double> times = collector.times(std::to_string(i));
    for (double& time : times) time /= static_cast<double>(contestants[i].rows->shape().elements());
    all.push_back(std::move(times));
  }
  return all;
}

std::vector<std::optional<double>> two_threads(const std::vector<Contestant>& contestants,
                                               const Plan& plan) {
  initialize();
  bool any = false;
  for (std::size_t i = 0; i < contestants.size(); ++i) {
    const Contestant& contestant = contestants[i];
    const Rows& rows = *contestant.rows;
    if (rows.shape().rows < 2) continue;
    any = true;
    // An iteration of one of the threads does its own half; of one thread alone, both.
    const auto body = [&contestant, &rows](benchmark::State& state) {
      const auto [count, cols] = rows.shape();
      const auto bytes = static_cast<std::size_t>(traits(rows.format()).bytes);
      const std::size_t share = count / static_cast<std::size_t>(state.threads());
      const std::size_t first = share * static_cast<std::size_t>(state.thread_index());
      const auto* x = static_cast<const char*>(rows.x()) + first * cols * bytes;
      auto* y = static_cast<char*>(rows.y()) + first * contestant.results_per_row * bytes;
      const OneProcessor one(static_cast<unsigned>(state.thread_index()));
      for (auto _ : state) contestant.kernel(x, y, share, cols);
    };
    add("one" + std::to_string(i), plan, body)->UseRealTime();
    add("two" + std::to_string(i), plan, body)->UseRealTime()->Threads(2);
  }
  Collector collector(Clock::wall);
  if (any) run(collector);  // it complains where there is nothing to run
  std::vector<std::optional<double>> all;
  for (std::size_t i = 0; i < contestants.size(); ++i) {
    const std::vector<double>& one = collector.times("one" + std::to_string(i));
    const std::vector<double>& two = collector.times("two" + std::to_string(i));
    // Google Benchmark divides the time by the iterations of all threads: halves, for two.
    all.push_back(one.empty() ? std::nullopt : ratio(median(one), 2.0 * median(two)));
  }
  return all;
}

}  // namespace softmax::verify::bench
