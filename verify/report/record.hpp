// The one record type that every report is written from.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "verify/core/contract.hpp"
#include "verify/core/format.hpp"
#include "verify/core/function.hpp"
#include "verify/core/matrix.hpp"
#include "verify/core/verdict.hpp"
#include "verify/subject/subject.hpp"

namespace softmax::verify::report {

inline constexpr int kSchemaVersion = 1;

// The input that shows something, complete enough to replay.
struct Witness {
  std::uint64_t case_number = 0;  // under the seed of the audit
  std::string family;             // generator family it came from
  Matrix x;
  std::size_t row = 0, index = 0;  // the result it speaks of
  subject::Placement placement;
};

// Largest error of one kind, an observed maximum.
struct Worst {
  bool seen = false;
  double ulp = 0.0;    // error in ULP of the exact value, before rounding; certified upper end
  double bound = 0.0;  // the bound there, in ULP
  double ratio = 0.0;  // error / bound
  double y = 0.0;      // what the subject gave
  double exact = 0.0;  // the exact value, rounded to double
  Witness witness;
  std::string replay;  // command line
};

struct Finding {
  std::string law;  // property name
  Verdict verdict = Verdict::violated;
  std::string message;  // one sentence: what was given, what the law allows
  Witness witness;      // shrunk
  std::size_t original_rows = 0, original_cols = 0;  // before shrinking
  double got = 0.0;               // the offending result (NaN when there is none)
  std::string want;               // the law's side, as text
  std::uint64_t occurrences = 0;  // cases of this audit that broke the law
  bool confirmed = false;         // second opinion agrees (numerical laws)
  bool alone = true;              // seen again when a new process was called with the witness alone
  std::string replay;             // command line
  std::string subject_stderr;
};

struct PropertyRow {
  std::string law;
  std::uint64_t cases = 0;   // cases on which it compared something
  std::uint64_t values = 0;  // values compared
  std::uint64_t violations = 0;
  std::uint64_t vacuous = 0;  // cases on which there was nothing to compare
  std::uint64_t skipped = 0;  // cases to which it does not apply
  std::string skipped_why;    // set when it never applies
};

// Plot data: for each bin of the gap d (base-2 logarithmic), the largest error and count.
struct GapBin {
  double gap_low = 0.0, gap_high = 0.0;
  double worst_ulp = 0.0;
  double worst_bound = 0.0;
  std::uint64_t count = 0;
};

// One subject x function x format.
struct Cell {
  std::string subject;  // as given
  Function function = Function::softmax;
  Format format = Format::f64;
  Verdict verdict = Verdict::vacuous;
  Contract contract;
  Worst largest_ulp;
  Worst largest_ratio;
  Worst largest_sum_defect;  // ulp holds |sum - 1| / u, bound its limit in u
  std::uint64_t cases = 0, calls = 0, values = 0, refused = 0;
  std::uint64_t oracle_fast = 0, oracle_authority = 0;
  std::uint64_t workers_lost = 0;
  std::map<std::string, std::uint64_t> class_cases;  // generator family -> cases
  std::vector<PropertyRow> properties;
  std::vector<Finding> findings;
  std::vector<GapBin> gap_bins;
  std::vector<std::uint64_t> error_histogram;  // bin k: error in [2^(k-12), 2^(k-11)) ULP; 0: below
  std::vector<std::string> notes;
  double seconds = 0.0;  // timing field
};

struct SubjectRow {
  subject::Info info;
  bool for_interest = false;  // findings do not fail the run unless --strict
};

struct Record {
  int schema_version = kSchemaVersion;
  std::string tool_version;
  std::uint64_t seed = 0;
  std::uint64_t cases_per_cell = 0;
  std::string command;
  std::string started;   // timing field, ISO 8601
  double seconds = 0.0;  // timing field
  std::string platform;  // compiler, flags, CPU
  std::vector<SubjectRow> subjects;
  std::vector<Cell> cells;
};

}  // namespace softmax::verify::report
