#include <algorithm>
#include <cmath>

#include "verify/property/scan.hpp"
#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

constexpr std::size_t kCount = 64;  // rows of one call
constexpr double kLn2 = 0.69314718055994530942;

// Levels by turns: 0 (every other pair), up to 1024 in equal steps, or any power of two in the
// format with any significand.
double level(Format format, std::uint64_t k) {
  if (k % 2 == 0) return 0.0;
  const double t = turn(k, kSilver);
  if (k % 4 == 1) return 2048.0 * t - 1024.0;
  const double exponent = t * (traits(format).max_exponent + 10);
  const double whole = std::floor(exponent);
  const double magnitude = std::ldexp(1.0 + (exponent - whole), static_cast<int>(whole) - 10);
  return k % 8 == 3 ? magnitude : -magnitude;
}

// Pair k: a level and what lies a gap below it, in either order. Gaps from 0 to where every result
// is 0, or (one of eight) on multiples of 1/4; at far levels up to 16, since others are met there.
void pair(Format format, std::uint64_t k, std::span<double> row) {
  const FormatTraits& t = traits(format);
  const double reach = (t.precision - t.min_exponent) * kLn2 + 1.0;
  const double top = round_to(format, level(format, k));
  double gap = turn(k, kGolden) * (k % 4 == 3 ? 16.0 : reach);
  if (k % 8 == 4) gap = std::floor(4.0 * gap) / 4.0;
  const double low = round_to(format, std::max(top - gap, -greatest(format)));
  const bool first = turn(k, kSilver) < 0.5;
  row[0] = first ? top : low;
  row[1] = first ? low : top;
}

Outcome check(Bench& bench) {
  Outcome outcome;
  // A case of pairs is looked at as it stands, so that what was found here is replayed and shrunk.
  if (bench.x().cols == 2 && done(bench.base())) {
    check_accuracy(bench, bench.x(), bench.base(), "", outcome);
    if (outcome.violation) return outcome;
  }
  Matrix x(kCount, 2);
  for (std::size_t r = 0; r < kCount; ++r) {
    pair(bench.format(), bench.number() * kCount + r, x.row(r));
  }
  const subject::Reply reply = bench.call(x);
  if (done(reply)) check_accuracy(bench, x, reply, " (a pair)", outcome);
  return outcome;
}

}  // namespace

extern const Property kPairs;
const Property kPairs = {
    "pairs",
    "|y - g| <= bound for rows [a, a - d]: d over the range of exp and a over that of the format, "
    "64 pairs a case, by turns that leave no gap",
    "the contract, BOUNDS.md B2 to B4, at n = 2, where it is tightest",
    "errors confined to a narrow window of the gap, of the exponent of exp, of a table's entry or "
    "of "
    "the level",
    "windows narrower than the scan (with 2000 cases about 1/60 of a unit of d in f64, 1/400 in "
    "f32), "
    "errors of long rows",
    [](const Bench& bench) -> std::string {
      return bench.contract().max_cols.value_or(2) >= 2 ? "" : "the contract allows no pairs";
    },
    check,
};

}  // namespace softmax::verify::property
