#include "verify/audit/cell.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>

#include "verify/audit/finding.hpp"

namespace softmax::verify::audit {
namespace {

std::size_t useful_size(const std::vector<std::uint64_t>& histogram) {
  std::size_t size = histogram.size();
  while (size > 0 && histogram[size - 1] == 0) --size;
  return size;
}

constexpr const char* kAllRefused = "the subject refused all the rows that it asks for";

// The worst of what was found; vacuous when a law that applies compared nothing at all.
Verdict verdict_of(const report::Cell& cell) {
  const auto any = [&](Verdict wanted) {
    return std::any_of(cell.findings.begin(), cell.findings.end(),
                       [&](const report::Finding& f) { return f.verdict == wanted; });
  };
  for (const Verdict v : {Verdict::crashed, Verdict::hung, Verdict::violated, Verdict::refused}) {
    if (any(v)) return v;
  }
  bool compared = false;
  for (const report::PropertyRow& row : cell.properties) {
    if (row.skipped_why.empty() && row.values == 0) return Verdict::vacuous;
    compared = compared || row.values > 0;
  }
  return compared ? Verdict::conforming : Verdict::vacuous;
}

report::PropertyRow property_row(const property::Property& law, const LawTally& tally,
                                 std::string skipped, std::uint64_t cases) {
  // To refuse is to support less, which the contract may have: rows with -inf, NaN or +inf. Where
  // it may not, the law refusal has a finding.
  if (skipped.empty() && tally.values == 0 && tally.violations == 0 && tally.refused > 0)
    skipped = kAllRefused;
  report::PropertyRow row;
  row.law = law.name;
  row.cases = tally.cases;
  row.values = tally.values;
  row.violations = tally.violations;
  row.vacuous = skipped.empty() ? tally.vacuous : 0;
  row.skipped = skipped.empty() ? 0 : cases;
  row.skipped_why = std::move(skipped);
  return row;
}

std::uint64_t first_violated_case(const Tally& tally) {
  std::uint64_t earliest = std::numeric_limits<std::uint64_t>::max();
  for (const LawTally& law : tally.laws) {
    if (law.first) earliest = std::min(earliest, law.first->case_number);
  }
  return earliest;
}

}  // namespace

report::Cell run_cell(const Target& target, const Options& options, Function function,
                      Format format, const std::vector<std::unique_ptr<subject::Subject>>& subjects,
                      const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  const auto start = std::chrono::steady_clock::now();
  const auto laws = chosen_laws(options);
  Tally tally = run_cases(target, options, function, format, subjects, progress);

  report::Cell cell;
  cell.subject = target.spec.text;
  cell.function = function;
  cell.format = format;
  cell.contract = target.contract;
  cell.cases = tally.cases;
  cell.calls = tally.calls;
  cell.values = tally.values;
  cell.refused = tally.refused;
  cell.oracle_fast = tally.oracle_fast;
  cell.oracle_authority = tally.oracle_authority;
  cell.workers_lost = tally.losses + tally.hangs;
  cell.class_cases = std::move(tally.families);
  cell.gap_bins = std::move(tally.gap_bins);
  std::erase_if(cell.gap_bins, [](const report::GapBin& bin) { return bin.count == 0; });
  cell.error_histogram = std::move(tally.error_histogram);
  cell.error_histogram.resize(useful_size(cell.error_histogram));

  oracle::Oracle oracle;
  property::Bench bench(*subjects.front(), oracle, target.contract, function, format);
  bench.set_longest(options.max_cols);
  const std::uint64_t earliest = first_violated_case(tally);
  for (std::size_t k = 0; k < laws.size(); ++k) {
    cell.properties.push_back(
        property_row(*laws[k], tally.laws[k], laws[k]->skipped(bench), tally.cases));
    if (!tally.laws[k].first) continue;
    const FirstViolation& first = *tally.laws[k].first;
    const bool shrink =
        options.shrink && (!options.shrink_first_only || first.case_number == earliest);
    cell.findings.push_back(make_finding(target, function, format, *laws[k], first,
                                         tally.laws[k].violations, shrink, *subjects.front()));
  }
  cell.largest_ulp = std::move(tally.largest_ulp);
  cell.largest_ratio = std::move(tally.largest_ratio);
  cell.largest_sum_defect = std::move(tally.largest_sum_defect);
  for (report::Worst* worst : {&cell.largest_ulp, &cell.largest_ratio, &cell.largest_sum_defect}) {
    if (!worst->seen) continue;
    const char* law = worst == &cell.largest_sum_defect ? "sum" : "accuracy";
    worst->replay = replay_command(target, function, format, law, worst->witness);
  }
  if (options.budget_seconds <= 0.0 && tally.cases < options.cases) {
    const std::string why = tally.hangs > 0 ? fmt::format("{} calls did not come back", tally.hangs)
                            : tally.losses > 0 ? fmt::format("{} workers were lost", tally.losses)
                                               : std::string("it stops at the first finding");
    cell.notes.push_back(
        fmt::format("stopped after {} of {} cases: {}", tally.cases, options.cases, why));
  }
  if (tally.refused > 0) {
    std::vector<std::string> idle;
    for (const report::PropertyRow& row : cell.properties) {
      if (row.skipped_why == kAllRefused) idle.push_back(row.law);
    }
    cell.notes.push_back(fmt::format(
        "{} of {} calls were refused (a finding only where the rows are finite and not longer than "
        "the contract has them){}",
        tally.refused, tally.calls,
        idle.empty() ? std::string()
                     : fmt::format("; that left nothing to compare for {} {}",
                                   idle.size() == 1 ? "law" : "laws", fmt::join(idle, ", "))));
  }
  if (target.contract.threads > 1 && !subjects.front()->info().has_set_threads) {
    cell.notes.push_back(
        fmt::format("the contract names {} threads, and the subject has no softmax_set_threads: "
                    "they were not tried",
                    target.contract.threads));
  }
  if (tally.flushing_differ > 0) {
    cell.notes.push_back(fmt::format(
        "for interest, not judged: where the caller has set FTZ and DAZ, {} of {} results differ",
        tally.flushing_differ, tally.flushing_compared));
  }
  cell.verdict = verdict_of(cell);
  cell.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return cell;
}

}  // namespace softmax::verify::audit
