#include <algorithm>
#include <cmath>
#include <iterator>

#include "verify/property/support.hpp"
#include "verify/property/turns.hpp"

namespace softmax::verify::property {
namespace {

constexpr std::size_t kGaps = 128;  // of one case
// Entries of a row, by turns: pairs, where the bound is tightest, and rows that fill vectors.
constexpr std::size_t kWidths[] = {2, 65, 2, 17};

// About 2^e, with any significand.
double power_of_two(double e) {
  const double whole = std::floor(e);
  return std::ldexp(1.0 + (e - whole), static_cast<int>(whole));
}

// Levels by turns: 0 (every other row), up to 1024 in equal steps, or any power of two in the
// format with any significand.
double level(Format format, std::uint64_t k) {
  if (k % 2 == 0) return 0.0;
  const double t = turn(k, kSilver);
  if (k % 4 == 1) return 2048.0 * t - 1024.0;
  const double magnitude = power_of_two(t * (traits(format).max_exponent + 10) - 10.0);
  return k % 8 == 3 ? magnitude : -magnitude;
}

// Row k: a level, at any place, and entries below it by the gaps that follow gap number `first`.
// Gaps from 0 to where every result is 0, or (one row of sixteen each) on multiples of 1/4, and
// evenly by their logarithm from below a unit to 16; at far levels up to 16, since others are met
// there.
void fill(Format format, std::uint64_t k, std::uint64_t first, std::span<double> row) {
  const double reach = reach_of_exp(format) + 1.0;
  const double top = round_to(format, level(format, k));
  for (double& value : row) {
    double gap = turn(first++, kGolden) * (k % 4 == 3 ? 16.0 : reach);
    if (k % 16 == 4) gap = std::floor(4.0 * gap) / 4.0;
    if (k % 16 == 12)
      gap = power_of_two(gap / reach * (traits(format).precision + 6) -
                         (traits(format).precision + 2));
    value = round_to(format, std::max(top - gap, -greatest(format)));
  }
  row[static_cast<std::size_t>(turn(k, kSilver) * static_cast<double>(row.size()))] = top;
}

Matrix rows(const Bench& bench) {
  const std::uint64_t round = bench.number() / (bench.number() % 2 == 0 ? 2 : std::size(kWidths));
  const std::size_t width = std::min(bench.longest(), kWidths[bench.number() % std::size(kWidths)]);
  Matrix x((kGaps + width - 1) / width, width);
  for (std::size_t r = 0; r < x.rows; ++r) {
    const std::uint64_t k = round * x.rows + r;
    fill(bench.format(), k, k * width, x.row(r));
  }
  return x;
}

void ask(Bench& bench) { bench.ask(bench.prepared(rows)); }

Outcome check(Bench& bench) {
  Outcome outcome;
  const Matrix& x = bench.prepared(rows);
  const subject::Reply reply = bench.call(x);
  if (done(reply)) check_accuracy(bench, x, reply, " (a row of the sweep)", outcome);
  return outcome;
}

}  // namespace

extern const Property kSweep;
const Property kSweep = {
    "sweep",
    "|y - g| <= bound for rows [a, a - d] and rows of 17 and 65 entries like it: d over the range "
    "of exp "
    "and a over that of the format, 128 gaps a case, by turns that leave no gap",
    "the contract, BOUNDS.md B2 to B4; at n = 2 it is tightest",
    "errors confined to a narrow window of the gap, of the exponent of exp, of a table's entry or "
    "of the level, in the vector body or in the tail",
    "windows narrower than the sweep (with 2000 cases about 1/26 of a unit of d in f64, 1/190 in "
    "f32), errors of long rows",
    [](const Bench& bench) -> std::string {
      return bench.longest() >= 2 ? "" : "the contract allows no pairs";
    },
    check,
    ask,
    "accuracy",
};

}  // namespace softmax::verify::property
