// What an audit is asked to do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "verify/core/contract.hpp"
#include "verify/core/format.hpp"
#include "verify/core/function.hpp"
#include "verify/subject/subject.hpp"

namespace softmax::verify::audit {

// One subject and what it promises.
struct Target {
  subject::Spec spec;
  Contract contract;
  bool for_interest = false;  // findings do not fail the run unless strict
};

struct Options {
  std::vector<Function> functions;    // empty: all that the subject offers
  std::vector<Format> formats;        // empty: all that the subject offers
  std::optional<std::uint64_t> turn;  // only one function and format: this one, modulo their number
  std::vector<std::string> laws;      // empty: all
  std::uint64_t seed = 1;
  std::uint64_t cases = 2000;   // for each function and format of a subject
  double budget_seconds = 0.0;  // > 0: instead, as many cases as fit, each function and format
  unsigned jobs = 1;
  std::size_t max_cols = (std::size_t{1} << 24U) + 1;  // longest row; few are beyond 4096
  bool stop_at_first = false;                          // stop a cell once some law has been broken
  bool shrink = true;
  bool shrink_first_only = false;  // of each cell: the finding of the lowest case number
};

}  // namespace softmax::verify::audit
