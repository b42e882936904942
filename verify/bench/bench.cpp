#include "verify/bench/bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "verify/audit/platform.hpp"
#include "verify/bench/limits.hpp"
#include "verify/bench/machine.hpp"
#include "verify/bench/subjects.hpp"

namespace softmax::verify::bench {
namespace {

template <class T, class Default>
std::vector<T> or_all(const std::vector<T>& given, const Default& all) {
  return given.empty() ? std::vector<T>(std::begin(all), std::end(all)) : given;
}

// Calls it once and judges what it gave; whether it can be timed.
bool try_out(const Kernel& kernel, const Judge& judge, const Rows& rows, Entry& entry) {
  rows.clear_y();
  if (!kernel || !kernel(rows.x(), rows.y(), rows.shape().rows, rows.shape().cols)) return false;
  entry.judgement = judge.judge(rows);
  return true;
}

Group measure_group(Function function, const Rows& rows, const std::vector<Loaded>& subjects,
                    const Plan& plan) {
  Group group{function, rows.format(), rows.shape(), {}};
  std::vector<Contestant> contestants;
  std::vector<std::size_t> places;  // of the contestants among the entries
  const Judge judge(function, rows);
  for (const Loaded& subject : subjects) {
    Entry entry;
    entry.name = subject.line.name;
    const Kernel kernel = subject.library.kernel(function, rows.format());
    if (try_out(kernel, judge, rows, entry)) {
      contestants.push_back({kernel, &rows});
      places.push_back(group.entries.size());
    }
    group.entries.push_back(std::move(entry));
  }
  for (const Limit& limit : limits(function, rows.format())) {
    contestants.push_back({limit.kernel, &rows});
    places.push_back(group.entries.size());
    Entry entry;
    entry.name = limit.name;
    entry.limit = true;
    group.entries.push_back(std::move(entry));
  }
  auto times = measure(contestants, plan);
  for (std::size_t i = 0; i < places.size(); ++i) {
    group.entries[places[i]].rounds = std::move(times[i]);
  }
  return group;
}

}  // namespace

Record run(const Options& options, const Progress& progress) {
  // One thread for peers that use OpenMP; its runtime reads this when it is loaded.
  setenv("OMP_NUM_THREADS", "1", 1);
  const auto begin = std::chrono::steady_clock::now();
  Record record;
  record.tool_version = audit::tool_version();
  record.platform = audit::platform();
  record.processor = vector_extensions();
  record.build_flags = build_flags();
  record.plan = options.plan;
  record.started = audit::utc_now();
  Subjects subjects = load_subjects(options.subjects, options.symbols);
  record.absent = std::move(subjects.absent);
  for (const Loaded& subject : subjects.loaded) record.subjects.push_back(subject.line);

  const auto functions = or_all(options.functions, kFunctions);
  const auto formats = or_all(options.formats, kFormats);
  const auto shapes = or_all(options.shapes, default_shapes());
  const auto all =
      static_cast<double>((functions.size() * formats.size() + 1) * shapes.size());  // of steps
  for (const Format format : formats) {
    for (const Shape& shape : shapes) {
      const Rows rows(format, shape);
      for (const Function function : functions) {
        progress(static_cast<double>(record.groups.size()) / all,
                 fmt::format("{} {} {}", name(function), traits(format).name, to_string(shape)));
        record.groups.push_back(measure_group(function, rows, subjects.loaded, options.plan));
      }
    }
  }
  const auto ours = std::find_if(subjects.loaded.begin(), subjects.loaded.end(),
                                 [](const Loaded& subject) { return subject.ours; });
  for (const Shape& shape : shapes) {
    if (ours == subjects.loaded.end() || shape.elements() > kMostSideBySide) continue;
    progress(static_cast<double>(record.groups.size() + record.side_by_side.size()) / all,
             fmt::format("side by side {}", to_string(shape)));
    record.side_by_side.push_back(
        side_by_side(ours->library, functions, formats, shape, options.plan));
  }
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
  record.seconds = elapsed.count();
  return record;
}

}  // namespace softmax::verify::bench
