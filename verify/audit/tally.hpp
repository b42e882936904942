// What a run of cases found, in a form that merges: counters, maxima with their witness, and the
// first violation of each law. Merging in case order gives the same result for every division of
// the cases among workers.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "verify/property/bench.hpp"
#include "verify/property/property.hpp"
#include "verify/report/record.hpp"

namespace softmax::verify::audit {

struct FirstViolation {
  std::uint64_t case_number = 0;
  std::string family;
  Matrix x;
  property::Violation violation;
};

struct LawTally {
  std::uint64_t cases = 0, values = 0, violations = 0, vacuous = 0;
  std::uint64_t refused = 0;  // of the vacuous cases: the subject refused a call that it may refuse
  std::optional<FirstViolation> first;
};

class Tally : public property::Observer {
 public:
  explicit Tally(std::size_t laws);

  // Which case the observations that follow belong to.
  void begin(std::uint64_t case_number, std::string_view family, const Matrix& x);
  void add(std::size_t law, const property::Outcome& outcome, bool was_refused = false);
  void result(std::size_t row, std::size_t index, double gap, double y, double exact,
              const property::JudgedRow::Judgement& judgement) override;
  void beyond(const Matrix& x, std::size_t row, std::size_t index, double y, double exact,
              const property::JudgedRow::Judgement& judgement) override;
  void sum_defect(std::size_t row, double defect_u, double bound_u) override;
  void flushing_caller(std::uint64_t compared, std::uint64_t differ) override;

  // `later` holds cases with higher numbers.
  void merge(Tally&& later);

  std::uint64_t cases = 0, calls = 0, values = 0, refused = 0;
  std::uint64_t losses = 0, hangs = 0, oracle_fast = 0, oracle_authority = 0;
  std::uint64_t flushing_compared = 0, flushing_differ = 0;
  std::map<std::string, std::uint64_t> families;
  std::vector<LawTally> laws;
  report::Worst largest_ulp, largest_ratio, largest_sum_defect;
  std::vector<report::GapBin> gap_bins;
  std::vector<std::uint64_t> error_histogram;

 private:
  report::Witness witness(const Matrix& x, std::size_t row, std::size_t index) const;
  void keep_largest(const Matrix& x, std::size_t row, std::size_t index, double y, double exact,
                    const property::JudgedRow::Judgement& judgement);

  std::uint64_t case_number_ = 0;
  std::string family_;
  const Matrix* x_ = nullptr;
};

}  // namespace softmax::verify::audit
