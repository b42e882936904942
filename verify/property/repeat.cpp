#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

// What is called in between: nothing (no rows), another row, the same entries in another shape,
// rows of twice or half the length, other rows of the same shape.
Matrix between(const Bench& bench) {
  const Matrix& x = bench.x();
  constexpr std::size_t kFew = 4096;
  Matrix other(1, 5, {0.0, 1.0, -1.0, 2.0, 0.5});
  const std::uint64_t what = bench.variant(6, 4);
  if (what == 0 || (what >= 2 && (x.values.empty() || x.values.size() >= kFew))) return {};
  if (what == 2) other = Matrix(x.cols, x.rows, x.values);
  if (what == 3) other = Matrix(x.rows, 2 * x.cols);
  if (what == 4) other = Matrix(x.rows, (x.cols + 1) / 2);
  if (what == 5) other = Matrix(x.rows, x.cols);
  for (std::size_t k = 0; what >= 3 && k < other.values.size(); ++k) {
    other.values[k] = static_cast<double>(k % 5) - (k < other.cols ? 0.0 : 3.0);
  }
  return other.cols <= bench.longest() ? other : Matrix();
}

void ask(Bench& bench) {
  if (bench.prepared(between).rows > 0) bench.ask(bench.prepared(between));
  bench.ask(bench.x());
}

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply first = bench.base();
  if (!done(first)) return outcome;
  if (bench.prepared(between).rows > 0) (void)bench.call(bench.prepared(between));
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
    ask,
};

}  // namespace softmax::verify::property
