// worker_cost LIBRARY [BLOCKS]: what an audit pays for a process of the subject's own. The same
// cases are audited in two ways by turns, on one processor: through the worker, and through the
// worker's own code in this process (same arrays between guards, same comparisons), where no one is
// handed over to and no one looks for child processes or closed streams. A block of cases is long
// enough for the clock and so short that both ways meet the same neighbours; its cost is one ratio
// of processor times, and the median of the blocks is what is printed, with an interval that holds
// the true median at 99 %. Status 1 unless that interval lies below 5 %.
#include <fmt/format.h>
#include <sched.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "verify/audit/cell.hpp"
#include "verify/subject/call_report.hpp"
#include "verify/subject/call_request.hpp"
#include "verify/subject/guarded_call.hpp"
#include "verify/subject/process_tree.hpp"
#include "verify/subject/shared_segment.hpp"
#include "verify/subject/symbols.hpp"
#include "verify/subject/worker/calls.hpp"
#include "verify/subject/worker/library.hpp"

namespace softmax::verify {
namespace {

// What the worker does, without the process.
class InProcess final : public subject::Subject {
 public:
  explicit InProcess(const std::string& path) {
    std::string text = path + '\0';
    for (const std::string& name : subject::symbol_names({})) text += name + '\0';
    const subject::Library library = subject::load_library(segment_.control(), text.c_str());
    entry_ = subject::entry_of(library);
    info_.door = "shared library";
    info_.has_set_threads = segment_.control().loaded.set_threads != 0;
    const auto offers = subject::symbol_offers();
    for (std::size_t i = 0; i < subject::kSymbols; ++i) {
      if (library.symbols[i] != nullptr) info_.offers.push_back(offers[i]);
    }
  }
  const subject::Info& info() const override { return info_; }
  subject::Reply call(const subject::Call& call) override {
    return std::move(calls_ahead({&call, 1}).front());
  }
  std::vector<subject::Reply> calls_ahead(std::span<const subject::Call> calls) override {
    std::vector<subject::Reply> replies;
    while (!calls.empty()) {
      const auto some = calls.first(std::min(calls.size(), subject::kMostCalls));
      make(some, replies);
      calls = calls.subspan(some.size());
    }
    return replies;
  }

 private:
  void make(std::span<const subject::Call> calls, std::vector<subject::Reply>& replies) {
    const std::uint32_t symbols = segment_.control().loaded.symbols;
    const auto requests = write_calls(calls, symbols, segment_);
    if (!requests) std::abort();
    for (std::size_t k = 0; k < calls.size(); ++k) {
      const auto done = guarded_call((*requests)[k], segment_.at(0), entry_, memory_);
      replies.push_back(reply_of(calls[k], (*requests)[k], done, segment_.at(0)));
    }
  }

  subject::SharedSegment segment_;
  subject::Entry entry_;
  subject::CallMemory memory_;
  subject::Info info_;
};

// Of this process and of `worker`, if there is one.
double processor_seconds(pid_t worker) {
  const auto read = [](clockid_t clock) {
    timespec t{};
    clock_gettime(clock, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
  };
  clockid_t clock{};
  const bool there = worker > 0 && clock_getcpuclockid(worker, &clock) == 0;
  return read(CLOCK_PROCESS_CPUTIME_ID) + (there ? read(clock) : 0.0);
}

constexpr std::uint64_t kBlockCases = 96;
const std::uint64_t kAuditCases = audit::Options{}.cases;

struct Setting {
  audit::Target target;
  audit::Options options;
  Format format;
};

struct Way {
  std::vector<std::unique_ptr<subject::Subject>> subjects;
  pid_t worker = 0;
  std::vector<double> seconds = {};  // of each block
};

void run_block(const Setting& setting, Way& way) {
  const double begun = processor_seconds(way.worker);
  audit::run_cases(setting.target, setting.options, Function::softmax, setting.format, way.subjects,
                   [](auto, auto) {});
  way.seconds.push_back(processor_seconds(way.worker) - begun);
}

struct Cost {
  double median, low, high;
};

// The order statistics that enclose a median at 99 %: n / 2 ∓ 2.58·√n / 2.
Cost cost_of(const Way& with, double start, const Way& without) {
  std::vector<double> costs;
  for (std::size_t k = 0; k < with.seconds.size(); ++k)
    costs.push_back(1.0 - without.seconds[k] / (with.seconds[k] + start));
  std::sort(costs.begin(), costs.end());
  const double n = static_cast<double>(costs.size());
  const double off = 0.5 * 2.58 * std::sqrt(n);
  const auto at = [&](double k) {
    return costs[static_cast<std::size_t>(std::clamp(k, 0.0, n - 1.0))];
  };
  return {at(0.5 * n), at(std::floor(0.5 * n - off)), at(std::ceil(0.5 * n + off))};
}

// Prints the cost in a format; returns the upper end of its interval.
double measure(const std::string& path, Format format, int blocks) {
  Setting setting{{}, {}, format};
  setting.target.spec.text = path;
  setting.options.cases = kBlockCases;
  setting.options.max_cols = 1U << 20U;
  for (const property::Property* law : property::properties()) {
    if (law->name == "first-call") continue;  // it renews processes
    setting.options.laws.emplace_back(law->name);
  }
  const double begun = processor_seconds(0);
  Way with, without;
  with.subjects.push_back(subject::open(setting.target.spec));
  const auto workers = subject::descendants(getpid());
  if (workers.size() != 1) {
    fmt::print(stderr, "worker_cost: one worker was expected below this process, and {} found\n",
               workers.size());
    std::exit(2);
  }
  with.worker = workers.front();
  const double start = processor_seconds(with.worker) - begun;
  without.subjects.push_back(std::make_unique<InProcess>(path));
  for (int block = 0; block < blocks; ++block) {
    setting.options.seed = static_cast<std::uint64_t>(block + 1);
    Way* ways[] = {&with, &without};
    if (block % 2 != 0) std::swap(ways[0], ways[1]);  // neither is always the first to meet a row
    for (Way* way : ways) run_block(setting, *way);
  }
  if (subject::descendants(getpid()) != workers) {  // its time would be missing, and the cost small
    fmt::print(stderr,
               "worker_cost: the worker was lost on the way, so that nothing was measured\n");
    std::exit(2);
  }
  const double share = static_cast<double>(kBlockCases) / static_cast<double>(kAuditCases);
  const Cost cost = cost_of(with, start * share, without);
  fmt::print(
      "softmax {}: the process costs {:.1f} % of an audit, at 99 % between {:.1f} and {:.1f} "
      "({} blocks of {} cases; starting it: {:.1f} ms, counted once in {} cases)\n",
      traits(format).name, 100.0 * cost.median, 100.0 * cost.low, 100.0 * cost.high, blocks,
      kBlockCases, 1e3 * start, kAuditCases);
  return cost.high;
}

}  // namespace
}  // namespace softmax::verify

int main(int argc, char** argv) {
  using namespace softmax::verify;
  if (argc < 2) {
    fmt::print(stderr, "usage: worker_cost LIBRARY [BLOCKS]\n");
    return 2;
  }
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<unsigned>(sched_getcpu()), &one);
  sched_setaffinity(0, sizeof one, &one);
  const int blocks = argc > 2 ? std::max(1, std::atoi(argv[2])) : 150;
  double worst = 0.0;
  for (const Format format : {Format::f64, Format::f32})
    worst = std::max(worst, measure(argv[1], format, blocks));
  return worst < 0.05 ? 0 : 1;
}
