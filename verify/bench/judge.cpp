#include "verify/bench/judge.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "verify/core/contract.hpp"
#include "verify/error/bound.hpp"
#include "verify/error/ulp.hpp"
#include "verify/oracle/oracle.hpp"

namespace softmax::verify::bench {
namespace {

const Contract& careful() {
  static const Contract contract = [] {
    Contract c;
    c.accuracy = Accuracy::shifted;
    c.underflow = Underflow::flush;
    return c;
  }();
  return contract;
}

std::size_t rows_to_judge(const Shape& shape) {
  return std::clamp(Judge::kMostResults / shape.cols, std::size_t{1}, shape.rows);
}

}  // namespace

Judge::Judge(Function function, const Rows& rows)
    : function_(function), x_(rows.first_rows(rows_to_judge(rows.shape()))) {
  oracle::Oracle oracle;
  for (std::size_t r = 0; r < x_.rows; ++r) {
    exact_.push_back(oracle.row(function, rows.format(), std::as_const(x_).row(r)));
  }
}

Judgement Judge::judge(const Rows& rows) const {
  Matrix y(x_.rows, results_per_row(function_, x_.cols));
  load(rows.format(), rows.y(), y.values);
  Judgement judgement;
  judgement.results = y.values.size();
  for (std::size_t r = 0; r < y.rows; ++r) {
    const error::RowBound bound(careful(), function_, rows.format(), x_.row(r), exact_[r]);
    for (std::size_t j = 0; j < y.cols; ++j) {
      const double value = y.row(r)[j];
      if (!std::isfinite(value)) {
        judgement.largest_ulp = std::numeric_limits<double>::infinity();
        judgement.sane = false;
        continue;
      }
      const error::Interval ulp = error::ulp_error(rows.format(), value, exact_[r].results[j]);
      judgement.largest_ulp = std::max(judgement.largest_ulp, ulp.high);
      const bool flushed = value == 0.0 && bound.zero_allowed(j);
      if (ulp.low > bound.ulp(j) && !flushed) judgement.sane = false;
    }
  }
  return judgement;
}

}  // namespace softmax::verify::bench
