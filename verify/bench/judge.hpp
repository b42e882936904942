// Are a subject's results sane? Nobody wins by being wrong: what is timed is first held against
// the oracle.
#pragma once

#include <cstddef>
#include <vector>

#include "verify/bench/rows.hpp"
#include "verify/core/function.hpp"
#include "verify/core/matrix.hpp"
#include "verify/oracle/exact.hpp"

namespace softmax::verify::bench {

struct Judgement {
  std::size_t results = 0;   // compared
  double largest_ulp = 0.0;  // infinite where a result is no number or infinite
  // Every result is within the bound of a careful implementation in its own format (contract
  // accuracy = shifted, underflow = flush; verify/error/BOUNDS.md).
  bool sane = true;
};

// Holds the exact values of the first rows: at most kMostResults results, and one row at least.
class Judge {
 public:
  static constexpr std::size_t kMostResults = std::size_t{1} << 17U;

  Judge(Function function, const Rows& rows);
  // Of the results that lie in rows.y().
  Judgement judge(const Rows& rows) const;

 private:
  Function function_;
  Matrix x_;
  std::vector<oracle::RowExact> exact_;
};

}  // namespace softmax::verify::bench
