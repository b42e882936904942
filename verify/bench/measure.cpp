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
  run(collector);
  std::vector<std::vector<double>> all;
  for (std::size_t i = 0; i < contestants.size(); ++i) {
    std::vector<double> times = collector.times(std::to_string(i));
    for (double& time : times) time /= static_cast<double>(contestants[i].rows->shape().elements());
    all.push_back(std::move(times));
  }
  return all;
}

double two_threads(const Kernel& kernel, const Rows& rows, std::size_t results_per_row,
                   const Plan& plan) {
  const auto [count, cols] = rows.shape();
  if (count < 2) return 0.0;
  initialize();
  const auto bytes = static_cast<std::size_t>(traits(rows.format()).bytes);
  // An iteration of one of the threads does its own half; of one thread alone, both.
  const auto body = [&, rows_of_one = count, length = cols](benchmark::State& state) {
    const auto threads = static_cast<std::size_t>(state.threads());
    const std::size_t share = rows_of_one / threads;
    const std::size_t first = share * static_cast<std::size_t>(state.thread_index());
    const auto* x = static_cast<const char*>(rows.x()) + first * length * bytes;
    auto* y = static_cast<char*>(rows.y()) + first * results_per_row * bytes;
    const OneProcessor one(static_cast<unsigned>(state.thread_index()));
    for (auto _ : state) kernel(x, y, share, length);
  };
  add("one", plan, body)->UseRealTime();
  add("two", plan, body)->UseRealTime()->Threads(2);
  Collector collector(Clock::wall);
  run(collector);
  // Google Benchmark divides the time by the iterations of all threads: halves, for two.
  const double halves = 2.0 * median(collector.times("two"));
  return halves > 0.0 ? median(collector.times("one")) / halves : 0.0;
}

}  // namespace softmax::verify::bench
