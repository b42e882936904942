#include "verify/audit/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <mutex>

#include "verify/audit/cell.hpp"
#include "verify/audit/platform.hpp"
#include "verify/core/usage_error.hpp"

namespace softmax::verify::audit {
namespace {

template <typename T>
bool wanted(const std::vector<T>& list, T value) {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

std::vector<subject::Offer> cells_of(const subject::Info& info, const Options& options) {
  std::vector<subject::Offer> cells;
  std::string offered;
  for (const subject::Offer& offer : info.offers) {
    // A function that is offered through two symbols is one cell.
    if (std::any_of(cells.begin(), cells.end(), [&](const subject::Offer& seen) {
          return seen.function == offer.function && seen.format == offer.format;
        })) {
      continue;
    }
    offered += fmt::format("{}{}_{}", offered.empty() ? "" : ", ", name(offer.function),
                           traits(offer.format).name);
    if (wanted(options.functions, offer.function) && wanted(options.formats, offer.format)) {
      cells.push_back(offer);
    }
  }
  if (cells.empty()) {
    throw UsageError(
        fmt::format("subject {} offers none of the functions and formats asked for; it offers {}",
                    info.name, offered));
  }
  if (options.turn) cells = {cells[*options.turn % cells.size()]};
  return cells;
}

}  // namespace

report::Record run(const std::vector<Target>& targets, const Options& options,
                   const Progress& progress) {
  const auto start = std::chrono::steady_clock::now();
  report::Record record;
  record.tool_version = tool_version();
  record.platform = platform();
  record.seed = options.seed;
  record.cases_per_cell = options.budget_seconds > 0.0 ? 0 : options.cases;
  record.started = utc_now();

  struct Opened {
    const Target* target;
    std::vector<std::unique_ptr<subject::Subject>> subjects;
    std::vector<subject::Offer> cells;
  };
  std::vector<Opened> opened;
  std::size_t all_cells = 0;
  for (const Target& target : targets) {
    Opened one{&target, {}, {}};
    one.subjects.push_back(subject::open(target.spec));
    one.cells = cells_of(one.subjects.front()->info(), options);
    for (unsigned job = 1; job < options.jobs; ++job) {
      one.subjects.push_back(subject::open(target.spec));
    }
    record.subjects.push_back({one.subjects.front()->info(), target.for_interest});
    all_cells += one.cells.size();
    opened.push_back(std::move(one));
  }

  std::size_t finished = 0;
  std::mutex mutex;
  for (Opened& one : opened) {
    for (const subject::Offer& offer : one.cells) {
      const std::string what = fmt::format("{} {} {}", one.target->spec.text, name(offer.function),
                                           traits(offer.format).name);
      const auto step = [&](std::uint64_t done, std::uint64_t all) {
        const double part = all > 0 ? static_cast<double>(done) / static_cast<double>(all) : 0.5;
        const std::scoped_lock lock(mutex);
        progress((static_cast<double>(finished) + part) / static_cast<double>(all_cells), what);
      };
      record.cells.push_back(
          run_cell(*one.target, options, offer.function, offer.format, one.subjects, step));
      ++finished;
    }
    one.subjects.clear();
  }
  record.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return record;
}

int exit_status(const report::Record& record, bool strict) {
  bool compared = false;
  bool broken = false;
  bool vacuous = false;
  for (const report::Cell& cell : record.cells) {
    const auto subject = std::find_if(record.subjects.begin(), record.subjects.end(),
                                      [&](const auto& s) { return s.info.name == cell.subject; });
    const bool counts = strict || subject == record.subjects.end() || !subject->for_interest;
    compared = compared || cell.values > 0;
    if (!counts) continue;
    vacuous = vacuous || cell.verdict == Verdict::vacuous;
    broken = broken || (cell.verdict != Verdict::conforming && cell.verdict != Verdict::vacuous);
  }
  if (broken) return 1;
  if (!compared) return 3;
  return vacuous ? 3 : 0;
}

}  // namespace softmax::verify::audit
