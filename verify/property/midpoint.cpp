#include <boost/multiprecision/cpp_bin_float.hpp>

#include <algorithm>
#include <cmath>

#include "verify/property/support.hpp"
#include "verify/property/turns.hpp"

namespace softmax::verify::property {
namespace {

using Wide = boost::multiprecision::cpp_bin_float_quad;  // 113 bits

constexpr std::uint64_t kEvery = 8;  // cases
constexpr std::size_t kRows = 8;
constexpr std::size_t kEntries = 7;

// The sum S at which result 0 of a row with maximum 0 there is the midpoint that a larger S meets
// next: 1/S, -ln S or ln S.
Wide sum_at_midpoint(Function function, Format format, const Wide& sum) {
  const bool exponential = function == Function::softmax;
  const auto value = static_cast<double>(exponential ? Wide(1 / sum) : Wide(log(sum)));
  double low = round_to(format, value);
  // The midpoint below 1/S, above ln S; the second one, if the nearest is too near to be met.
  if (exponential) {
    low = next_down(format, next_down(format, low));
    return 2 / (Wide(low) + Wide(next_up(format, low)));
  }
  low = next_up(format, low);
  return exp((Wide(low) + Wide(next_up(format, low))) / 2);
}

// Fills row[1 ...] so that the sum of exp comes as near to the one at a midpoint as these entries
// allow: each takes the greatest number of the format whose exp does not pass it.
void fill(Function function, Format format, std::uint64_t k, std::span<double> row) {
  row[0] = 0.0;
  row[1] = round_to(format, -8.0 * turn(k, kGolden));
  Wide sum = 1 + exp(Wide(row[1]));
  const Wide target = sum_at_midpoint(function, format, sum);
  for (std::size_t j = 2; j < row.size(); ++j) {
    const Wide rest = target - sum;
    row[j] = -greatest(format);
    if (rest <= 0) continue;
    double x = round_to(format, static_cast<double>(Wide(log(rest))));
    if (Wide(x) > log(rest)) x = next_down(format, x);
    if (!std::isfinite(x)) continue;
    row[j] = x;
    sum += exp(Wide(x));
  }
  std::rotate(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(k % row.size()), row.end());
}

Matrix make(const Bench& bench) {
  // A row of doubles is at the midpoint to 2^-150 with two entries; the narrow formats need more.
  const std::size_t entries = bench.format() == Format::f64   ? 4
                              : bench.format() == Format::f32 ? 5
                                                              : kEntries;
  Matrix x(kRows, entries);
  for (std::size_t r = 0; r < kRows; ++r) {
    fill(bench.function(), bench.format(), bench.number() / kEvery * kRows + r, x.row(r));
  }
  return x;
}

void check_call(Bench& bench, const Matrix& x, bool in_place, Outcome& outcome) {
  subject::Placement placement;
  placement.in_place = in_place;
  const subject::Reply reply = bench.call(x, placement);
  if (!done(reply)) return;
  check_accuracy(
      bench, x, reply,
      in_place ? " (a result next to a midpoint, in place)" : " (a result next to a midpoint)",
      outcome);
  if (outcome.violation) outcome.violation->placement = placement;
}

Outcome check(Bench& bench) {
  Outcome outcome;
  if (bench.number() % kEvery != 1) return outcome;
  const Matrix x = make(bench);
  check_call(bench, x, false, outcome);
  // What takes such a row again may find it overwritten.
  const bool in_place = bench.contract().in_place && bench.function() != Function::logsumexp;
  if (in_place && !outcome.violation) check_call(bench, x, true, outcome);
  return outcome;
}

}  // namespace

extern const Property kMidpoint;
const Property kMidpoint = {
    "midpoint",
    "rows made so that one result lies next to the midpoint of two numbers of the format are "
    "rounded "
    "to the nearer one",
    "the contract: correctly-rounded, or ulp:N with N below 0.501",
    "rounding once from a wider format that is called correct rounding; a second pass over a row "
    "that the first has overwritten",
    "midpoints closer than 113 bits and seven entries can come",
    [](const Bench& bench) -> std::string {
      const Contract& contract = bench.contract();
      const bool claims = contract.accuracy == Accuracy::correctly_rounded ||
                          (contract.accuracy == Accuracy::ulp && contract.ulp < 0.501);
      if (!claims) return "the contract does not promise correct rounding";
      return bench.longest() >= kEntries ? "" : "no row is that long";
    },
    check,
    nullptr,
    "accuracy",
};

}  // namespace softmax::verify::property
