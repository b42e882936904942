#include <memory>
#include <optional>

#include "verify/property/other_call.hpp"
#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

// What is called in between: nothing (no call), another row, the same entries in another shape,
// rows of twice or half the length, other rows of the same shape; or those through another symbol:
// one of those that the subject offers, by turns.
struct Between {
  Matrix x;
  std::optional<subject::Call> call;  // of x
};

Matrix rows_between(const Bench& bench, std::uint64_t what) {
  const Matrix& x = bench.x();
  Matrix other(1, 5, {0.0, 1.0, -1.0, 2.0, 0.5});
  if (what == 2) other = Matrix(x.cols, x.rows, x.values);
  if (what == 3) other = Matrix(x.rows, 2 * x.cols);
  if (what == 4) other = Matrix(x.rows, (x.cols + 1) / 2);
  if (what == 5) other = Matrix(x.rows, x.cols);
  if (what >= 6) return other_values(x);
  for (std::size_t k = 0; what >= 3 && k < other.values.size(); ++k) {
    other.values[k] = static_cast<double>(k % 5) - (k < other.cols ? 0.0 : 3.0);
  }
  return other;
}

// Not moved once it is made: the call points to the rows.
std::shared_ptr<const Between> between(const Bench& bench) {
  constexpr std::size_t kFew = 4096;
  const std::uint64_t what = bench.variant(10, 4);
  auto result = std::make_shared<Between>();
  const std::size_t size = bench.x().values.size();
  if (what == 0 || (what >= 2 && (size == 0 || size >= kFew))) return result;
  result->x = rows_between(bench, what);
  if (result->x.cols > bench.longest()) return result;
  result->call = subject::Call{bench.function(), bench.format(), &result->x, {}};
  if (what >= 6) {
    const auto others = calls_of_others(bench, result->x);
    if (!others.empty()) result->call = others[bench.variant(others.size(), 5)];
  }
  return result;
}

void ask(Bench& bench) {
  if (const auto& call = bench.prepared(between)->call) bench.ask(*call);
  bench.ask(bench.x());
}

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply first = bench.base();
  if (!done(first)) return outcome;
  if (const auto& call = bench.prepared(between)->call) (void)bench.call(*call);
  const subject::Reply second = bench.call(bench.x());
  if (!done(second)) return outcome;
  compare_replies(bench, first, second, "called again", {}, outcome);
  return outcome;
}

}  // namespace

extern const Property kRepeat;
const Property kRepeat = {
    "repeat",
    "the same call gives the same results, whatever was called in between, through whatever symbol",
    "bit for bit under reproducibility = bitwise; twice the bound under bound",
    "state kept across calls, uninitialised reads, races",
    "faults that repeat",
    applies,
    check,
    ask,
};

}  // namespace softmax::verify::property
