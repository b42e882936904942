#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "verify/property/support.hpp"
#include "verify/property/turns.hpp"

namespace softmax::verify::property {
namespace {

// A row in which few of n entries matter: the last, its neighbours and some at any place, so that
// each of them that a sum leaves out is an error of 5 % at least; all others one step lower. Above
// it, where asked for, a row with its last entry so far above the others that a maximum without it
// overflows.
// All of it at a level by turns, and every third with some of the lower entries masked.
Matrix rows_of(Format format, std::size_t n, std::uint64_t turns, bool two) {
  Matrix x(two ? 2 : 1, n);
  const auto row = x.row(x.rows - 1);
  const bool wide = format == Format::f64 || format == Format::f32;
  std::fill(row.begin(), row.end(), wide ? -4.0 : -7.0);
  for (std::uint64_t k = 0; k < 8; ++k) {
    const auto at = static_cast<std::size_t>(turn(8 * turns + k, kGolden) * static_cast<double>(n));
    row[at] = k % 2 == 0 ? 0.0 : -0.25;
  }
  for (std::size_t k = 0; k < 8; ++k) row[n - (std::size_t{1} << k)] = k % 2 == 0 ? 0.0 : -0.25;
  const double reach = format == Format::f64 ? 800.0 : format == Format::f16 ? 16.0 : 120.0;
  const double levels[] = {0.0, -reach, 0.0, reach, 0.25};
  const double level = levels[turns / 2 % std::size(levels)];
  for (double& value : row) value = round_to(format, value + level);
  for (std::size_t k = 0; k < n && turns % 3 == 0; k += 1 + turns % 7) {
    if (row[k] < level - 1.0) row[k] = -std::numeric_limits<double>::infinity();
  }
  if (two) {
    const double far = format == Format::f64 ? 712.0 : format == Format::f16 ? 12.0 : 91.0;
    const auto first = x.row(0);
    std::fill(first.begin(), first.end(), -far);
    first.back() = 0.0;
  }
  return x;
}

// Two lengths a case: 1920 cases in a row meet all of them.
std::vector<Matrix> two_lengths(const Bench& bench) {
  std::vector<Matrix> both;
  for (std::uint64_t k = 0; k < 2; ++k) {
    const std::uint64_t turns = 2 * bench.number() + k;
    const std::size_t n = length_by_turns(turns, bench.longest());
    both.push_back(rows_of(bench.format(), n, turns, k == 0));
  }
  return both;
}

void ask(Bench& bench) {
  for (const Matrix& x : bench.prepared(two_lengths)) bench.ask(x);
}

Outcome check(Bench& bench) {
  Outcome outcome;
  for (const Matrix& x : bench.prepared(two_lengths)) {
    if (outcome.violation) break;
    const subject::Reply reply = bench.call(x);
    if (!done(reply)) continue;
    check_accuracy(bench, x, reply, fmt::format(" (a row of {} entries)", x.cols), outcome);
  }
  return outcome;
}

}  // namespace

extern const Property kLengthsLaw;
const Property kLengthsLaw = {
    "lengths",
    "|y - g| <= bound for rows of every length from 258 to 4096, by turns: some sixteen entries "
    "that matter, at the end and anywhere, at levels by turns, some masked; or the last one far "
    "above "
    "all others",
    "the contract, BOUNDS.md B2 to B4",
    "a path for one length, block size or remainder: a tail left out, counted twice, or not "
    "written",
    "faults of one length that concern none of these entries; longer rows (cases, law long)",
    [](const Bench& bench) -> std::string {
      return bench.longest() >= kFirstLength ? "" : "no row is that long";
    },
    check,
    ask,
    "accuracy",
};

}  // namespace softmax::verify::property
