#include <algorithm>
#include <cmath>

#include "verify/property/scan.hpp"
#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

constexpr std::size_t kFirst = 258;  // shorter lengths are those of cases, each in turn
constexpr std::size_t kLast = 4096;
constexpr std::uint64_t kStep = 1471;  // a prime: every length is met, whatever their number

// Two rows of n entries. One: the last entry far above the others, so that a maximum without it
// overflows. Two: few entries that matter, the last, its neighbours and some at any place, so that
// each of them that the sum leaves out is an error of 5 % at least; all others one step lower.
Matrix rows_of(const Bench& bench, std::size_t n, std::uint64_t turns) {
  const bool wide = bench.format() == Format::f64;
  const bool narrow = bench.format() == Format::f16;
  const double far = wide ? 712.0 : narrow ? 12.0 : 91.0;
  Matrix x(2, n);
  const auto one = x.row(0);
  const auto two = x.row(1);
  std::fill(one.begin(), one.end(), -far);
  one.back() = 0.0;
  std::fill(two.begin(), two.end(), wide || bench.format() == Format::f32 ? -4.0 : -7.0);
  for (std::uint64_t k = 0; k < 8; ++k) {
    const auto at = static_cast<std::size_t>(turn(8 * turns + k, kGolden) * static_cast<double>(n));
    two[at] = k % 2 == 0 ? 0.0 : -0.25;
  }
  for (const std::size_t back : {1, 2, 4, 8, 16, 32, 64, 128}) two[n - back] = 0.0;
  return x;
}

Outcome check(Bench& bench) {
  Outcome outcome;
  // A long case is looked at as it stands, so that what was found here is replayed and shrunk.
  if (bench.x().cols >= kFirst && done(bench.base())) {
    check_accuracy(bench, bench.x(), bench.base(), "", outcome);
    if (outcome.violation) return outcome;
  }
  // Two lengths a case: 1920 cases in a row meet all of them.
  const std::uint64_t lengths = std::min(kLast, bench.longest()) - kFirst + 1;
  for (std::uint64_t k = 0; k < 2 && !outcome.violation; ++k) {
    const std::uint64_t turns = 2 * bench.number() + k;
    const std::size_t n = kFirst + static_cast<std::size_t>(turns % lengths * kStep % lengths);
    const Matrix x = rows_of(bench, n, turns);
    const subject::Reply reply = bench.call(x);
    if (!done(reply)) continue;
    check_accuracy(bench, x, reply, fmt::format(" (a row of {} entries)", n), outcome);
  }
  return outcome;
}

}  // namespace

extern const Property kLengthsLaw;
const Property kLengthsLaw = {
    "lengths",
    "|y - g| <= bound for rows of every length from 258 to 4096, by turns: one entry far above the "
    "others at the end, and some twenty that matter, at the end and anywhere",
    "the contract, BOUNDS.md B2 to B4",
    "a path for one length, block size or remainder: a tail left out, counted twice, or not "
    "written",
    "faults of one length that concern none of the twenty entries; longer rows (cases, law long)",
    [](const Bench& bench) -> std::string {
      return bench.longest() >= kFirst ? "" : "no row is that long";
    },
    check,
};

}  // namespace softmax::verify::property
