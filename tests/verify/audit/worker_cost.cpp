// worker_cost LIBRARY [CASES]: what an audit pays for a process of the subject's own. The same
// cases are audited through the worker and through the worker's own code in this process (same
// arrays between guards, same comparisons, no one to hand over to), by turns, on one processor.
// Prints processor time, status 1 where the process costs 5 % or more of the audit.
#include <fmt/format.h>
#include <sched.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "verify/audit/cell.hpp"
#include "verify/subject/call_report.hpp"
#include "verify/subject/call_request.hpp"
#include "verify/subject/shared_segment.hpp"
#include "verify/subject/symbols.hpp"
#include "verify/subject/worker/calls.hpp"
#include "verify/subject/worker/children.hpp"
#include "verify/subject/worker/crash.hpp"
#include "verify/subject/worker/streams.hpp"

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
    subject::Control& control = segment_.control();
    perform_calls(control, segment_.at(0), entry_, memory_);
    for (std::size_t k = 0; k < calls.size(); ++k) {
      replies.push_back(reply_of(calls[k], (*requests)[k], control.done[k], segment_.at(0)));
    }
  }

  subject::SharedSegment segment_;
  subject::Entry entry_;
  subject::CallMemory memory_;
  subject::Info info_;
};

double processor_seconds() {
  double seconds = 0.0;
  for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    getrusage(who, &usage);
    for (const timeval& t : {usage.ru_utime, usage.ru_stime}) {
      seconds += static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
    }
  }
  return seconds;
}

struct Measured {
  double seconds;
  std::uint64_t calls;
};

Measured measure(const std::string& path, Function function, Format format, std::uint64_t cases,
                 bool process) {
  audit::Target target;
  target.spec.text = path;
  audit::Options options;
  options.cases = cases;
  options.max_cols = 1U << 20U;
  options.laws.clear();
  for (const property::Property* law : property::properties()) {
    if (law->name != "first-call") options.laws.emplace_back(law->name);  // renews processes
  }
  const double begun = processor_seconds();
  std::uint64_t calls = 0;
  {
    std::vector<std::unique_ptr<subject::Subject>> subjects;
    if (process) {
      subjects.push_back(subject::open(target.spec));
    } else {
      subjects.push_back(std::make_unique<InProcess>(path));
    }
    calls = audit::run_cases(target, options, function, format, subjects, [](auto, auto) {}).calls;
  }
  return {processor_seconds() - begun, calls};
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace
}  // namespace softmax::verify

int main(int argc, char** argv) {
  using namespace softmax::verify;
  if (argc < 2) {
    fmt::print(stderr, "usage: worker_cost LIBRARY [CASES]\n");
    return 2;
  }
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<unsigned>(sched_getcpu()), &one);
  sched_setaffinity(0, sizeof one, &one);
  subject::watch_children();
  subject::remember_streams();
  const std::uint64_t cases = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 2000;
  constexpr int kRounds = 5;
  double worst = 0.0;
  for (const Format format : {Format::f64, Format::f32}) {
    std::vector<double> with, without;
    std::uint64_t calls[2] = {};
    for (int round = 0; round < kRounds; ++round) {
      for (const bool process : {true, false}) {
        const Measured m = measure(argv[1], Function::softmax, format, cases, process);
        (process ? with : without).push_back(m.seconds);
        calls[process ? 1 : 0] = m.calls;
      }
    }
    const double cost = 1.0 - median(without) / median(with);
    worst = std::max(worst, cost);
    fmt::print(
        "softmax {}: {:.3f} s through the worker ({} calls), {:.3f} s without a process ({} "
        "calls): the process costs {:.1f} %\n",
        traits(format).name, median(with), calls[1], median(without), calls[0], 100.0 * cost);
  }
  return worst < 0.05 ? 0 : 1;
}
