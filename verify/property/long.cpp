#include <algorithm>
#include <cmath>
#include <limits>

#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

// In so many cases there is one call of each length, so that the default budget has one of each.
constexpr std::uint64_t kEvery = 2000;
struct Long {
  std::uint64_t number;
  std::size_t cols;
};
constexpr Long kLong[] = {{0, (std::size_t{1} << 16U) + 1},
                          {600, (std::size_t{1} << 20U) + 1},
                          {1400, (std::size_t{1} << 24U) + 1}};
constexpr std::size_t kLeast = 65536;  // of rows that are looked at as cases
constexpr double kLevel = 0.25;

// Results of one row of equal entries, which have one exact value.
void check_constant(Bench& bench, const Matrix& x, const subject::Reply& reply, Outcome& outcome) {
  const auto y = results(reply, 0);
  JudgedRow judged = bench.judge_constant(x.row(0));
  double last = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t j = 0; j < y.size(); ++j) {
    ++outcome.compared;
    if (j > 0 && same_bits(y[j], last)) continue;
    const JudgedRow::Judgement judgement = judged.judge(0, y[j]);
    const bool other_allowed = j == 0 || bench.contract().order == Strictness::bound;
    last = y[j];
    if (!judgement.beyond && other_allowed) continue;
    outcome.violation = violation(
        fmt::format("result {} of {} equal entries is {}, the exact value is {}, the bound is "
                    "{:.4g} ULP, and result 0 is {}",
                    j, x.cols, shown(y[j]), shown(judged.approximate(0)), judgement.bound_ulp,
                    shown(y[0])),
        0, j, y[j], hexfloat(judged.approximate(0)));
    outcome.violation->x = x;
    return;
  }
}

Outcome check(Bench& bench) {
  Outcome outcome;
  // A long constant case is looked at as it stands, so that what was found here is replayed.
  const Matrix& own = bench.x();
  const auto equal = [&](double v) { return v == own.values[0] && v >= 0.0 && std::isfinite(v); };
  if (own.rows == 1 && own.cols >= kLeast && std::ranges::all_of(own.values, equal)) {
    if (done(bench.base())) check_constant(bench, own, bench.base(), outcome);
    return outcome;
  }
  for (const Long& one : kLong) {
    if (bench.number() % kEvery != one.number || one.cols > bench.longest()) continue;
    const Matrix x(1, one.cols, std::vector<double>(one.cols, kLevel));
    const subject::Reply reply = bench.call(x);
    if (done(reply)) check_constant(bench, x, reply, outcome);
  }
  return outcome;
}

}  // namespace

extern const Property kLongLaw;
const Property kLongLaw = {
    "long",
    "2^16 + 1, 2^20 + 1 and 2^24 + 1 equal entries give 1/n, -ln n and a + ln n, all results alike",
    "the contract, BOUNDS.md B2 to B4; no oracle but n itself (oracle/constant_row.hpp)",
    "indices and counters of 16 or 24 bits, chunks without a remainder, scratch memory on the "
    "stack, "
    "accumulators that stop growing",
    "entries that differ; what a summation constant of n - 1 admits; rows beyond 2^31 entries",
    [](const Bench& bench) -> std::string {
      return bench.longest() >= kLong[0].cols ? "" : "rows that long are beyond --longest";
    },
    check,
};

}  // namespace softmax::verify::property
