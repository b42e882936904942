#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply first = bench.base();
  if (!done(first)) return outcome;
  const std::uint64_t between = bench.variant(3, 4);
  if (between == 1) (void)bench.call(Matrix(1, 5, {0.0, 1.0, -1.0, 2.0, 0.5}));
  if (between == 2 && bench.x().values.size() < 4096) {
    Matrix transposed(bench.x().cols, bench.x().rows, bench.x().values);
    if (!bench.contract().max_cols || transposed.cols <= *bench.contract().max_cols) {
      (void)bench.call(transposed);
    }
  }
  const subject::Reply second = bench.call(bench.x());
  if (!done(second)) return outcome;
  const bool strict = bench.contract().reproducibility == Strictness::exact;
  for (std::size_t r = 0; r < first.y.rows && !outcome.violation; ++r) {
    compare_rows(bench, strict, r, results(first, r), results(second, r), "called again", {},
                 outcome);
  }
  return outcome;
}

}  // namespace

extern const Property kRepeat;
const Property kRepeat = {
    "repeat",
    "the same call gives the same results, whatever was called in between",
    "bit for bit under reproducibility = bitwise; twice the bound under bound",
    "state kept across calls, uninitialised reads, races",
    "faults that repeat",
    applies,
    check,
};

}  // namespace softmax::verify::property
