#include "verify/audit/tally.hpp"

#include <algorithm>
#include <cmath>

#include "verify/core/scaled.hpp"

namespace softmax::verify::audit {
namespace {

// Gap d in half octaves from 2^-10 to 2^12; the first bin takes what is below.
constexpr int kGapFirst = -20;
constexpr int kGapBins = 45;
// Error in octaves from 2^-12 ULP; the first bin takes what is below, the last what is above.
constexpr int kErrorBins = 64;

std::size_t gap_bin(double gap) {
  if (!(gap > 0.0)) return 0;
  const int octave = binade(gap);
  const double significand = scaled(gap, -octave);
  const int half_octave = 2 * octave + (significand * significand >= 2.0 ? 1 : 0);
  return static_cast<std::size_t>(std::clamp(half_octave - kGapFirst + 1, 0, kGapBins - 1));
}

std::size_t error_bin(double ulp) {
  if (!(ulp > 0x1p-12)) return 0;
  return static_cast<std::size_t>(std::clamp(binade(ulp) + 12, 0, kErrorBins - 1));
}

void keep_larger(report::Worst& mine, report::Worst& other, double report::Worst::*key) {
  if (other.seen && (!mine.seen || other.*key > mine.*key)) mine = std::move(other);
}

}  // namespace

Tally::Tally(std::size_t law_count)
    : laws(law_count), gap_bins(kGapBins), error_histogram(kErrorBins) {
  for (int b = 0; b < kGapBins; ++b) {
    auto& bin = gap_bins[static_cast<std::size_t>(b)];
    bin.gap_low = b == 0 ? 0.0 : std::exp2((kGapFirst + b - 1) / 2.0);
    bin.gap_high = std::exp2((kGapFirst + b) / 2.0);
  }
}

void Tally::begin(std::uint64_t case_number, std::string_view family, const Matrix& x) {
  case_number_ = case_number;
  family_ = family;
  x_ = &x;
  ++cases;
  ++families[family_];
}

void Tally::add(std::size_t law, const property::Outcome& outcome, bool was_refused) {
  LawTally& tally = laws[law];
  outcome.compared > 0 ? ++tally.cases : ++tally.vacuous;
  if (outcome.compared == 0 && was_refused) ++tally.refused;
  tally.values += outcome.compared;
  if (!outcome.violation) return;
  ++tally.violations;
  if (tally.first) return;
  // Rows that a law makes up are of no family.
  const bool of_the_case = !outcome.violation->x ||
                           std::ranges::equal(outcome.violation->x->values, x_->values, same_bits);
  tally.first = FirstViolation{case_number_, of_the_case ? family_ : std::string(),
                               outcome.violation->x.value_or(*x_), *outcome.violation};
}

report::Witness Tally::witness(const Matrix& x, std::size_t row, std::size_t index) const {
  const auto entries = x.row(row);
  report::Witness w;
  w.case_number = case_number_;
  if (&x == x_) w.family = family_;
  w.x = Matrix(std::vector<double>(entries.begin(), entries.end()));
  w.index = index;
  return w;
}

void Tally::result(std::size_t row, std::size_t index, double gap, double y, double exact,
                   const property::JudgedRow::Judgement& judgement) {
  ++values;
  const double ulp = judgement.ulp.high;
  if (!std::isfinite(ulp)) return;  // a finding, not a number
  ++error_histogram[error_bin(ulp)];
  report::GapBin& bin = gap_bins[gap_bin(gap)];
  ++bin.count;
  bin.worst_ulp = std::max(bin.worst_ulp, ulp);
  bin.worst_bound = std::max(bin.worst_bound, judgement.bound_ulp);
  keep_largest(*x_, row, index, y, exact, judgement);
}

void Tally::beyond(const Matrix& x, std::size_t row, std::size_t index, double y, double exact,
                   const property::JudgedRow::Judgement& judgement) {
  if (std::isfinite(judgement.ulp.high)) keep_largest(x, row, index, y, exact, judgement);
}

void Tally::keep_largest(const Matrix& x, std::size_t row, std::size_t index, double y,
                         double exact, const property::JudgedRow::Judgement& judgement) {
  const double ulp = judgement.ulp.high;
  const double ratio = judgement.bound_ulp > 0.0 ? ulp / judgement.bound_ulp : 0.0;
  const auto record = [&](report::Worst& worst) {
    worst = {true, ulp, judgement.bound_ulp, ratio, y, exact, witness(x, row, index), {}};
  };
  if (!largest_ulp.seen || ulp > largest_ulp.ulp) record(largest_ulp);
  if (!largest_ratio.seen || ratio > largest_ratio.ratio) record(largest_ratio);
}

void Tally::sum_defect(std::size_t row, double defect_u, double bound_u) {
  if (largest_sum_defect.seen && defect_u <= largest_sum_defect.ulp) return;
  const double ratio = bound_u > 0.0 ? defect_u / bound_u : 0.0;
  largest_sum_defect = {true, defect_u, bound_u, ratio, 0.0, 1.0, witness(*x_, row, 0), {}};
}

void Tally::flushing_caller(std::uint64_t compared, std::uint64_t differ) {
  flushing_compared += compared;
  flushing_differ += differ;
}

void Tally::merge(Tally&& later) {
  cases += later.cases;
  calls += later.calls;
  values += later.values;
  refused += later.refused;
  losses += later.losses;
  hangs += later.hangs;
  oracle_fast += later.oracle_fast;
  oracle_authority += later.oracle_authority;
  flushing_compared += later.flushing_compared;
  flushing_differ += later.flushing_differ;
  for (const auto& [family, count] : later.families) families[family] += count;
  for (std::size_t k = 0; k < laws.size(); ++k) {
    LawTally& mine = laws[k];
    LawTally& other = later.laws[k];
    mine.cases += other.cases;
    mine.values += other.values;
    mine.violations += other.violations;
    mine.vacuous += other.vacuous;
    mine.refused += other.refused;
    if (!mine.first) mine.first = std::move(other.first);
  }
  keep_larger(largest_ulp, later.largest_ulp, &report::Worst::ulp);
  keep_larger(largest_ratio, later.largest_ratio, &report::Worst::ratio);
  keep_larger(largest_sum_defect, later.largest_sum_defect, &report::Worst::ulp);
  for (std::size_t b = 0; b < gap_bins.size(); ++b) {
    gap_bins[b].count += later.gap_bins[b].count;
    gap_bins[b].worst_ulp = std::max(gap_bins[b].worst_ulp, later.gap_bins[b].worst_ulp);
    gap_bins[b].worst_bound = std::max(gap_bins[b].worst_bound, later.gap_bins[b].worst_bound);
  }
  for (std::size_t b = 0; b < error_histogram.size(); ++b) {
    error_histogram[b] += later.error_histogram[b];
  }
}

}  // namespace softmax::verify::audit
