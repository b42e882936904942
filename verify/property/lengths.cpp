#include <algorithm>
#include <cmath>
#include <limits>

#include "verify/property/support.hpp"
#include "verify/property/turns.hpp"

namespace softmax::verify::property {
namespace {

// A row in which few of n entries matter: the last, its neighbours and some at any place, so that
// each of them that a sum leaves out is an error of 5 % at least; all others one step lower.
void few_that_matter(Format format, std::uint64_t turns, std::span<double> row) {
  const std::size_t n = row.size();
  const bool wide = format == Format::f64 || format == Format::f32;
  std::fill(row.begin(), row.end(), wide ? -4.0 : -7.0);
  for (std::uint64_t k = 0; k < 8; ++k) {
    const auto at = static_cast<std::size_t>(turn(8 * turns + k, kGolden) * static_cast<double>(n));
    row[at] = k % 2 == 0 ? 0.0 : -0.25;
  }
  for (std::size_t k = 0; k < 8; ++k) row[n - (std::size_t{1} << k)] = k % 2 == 0 ? 0.0 : -0.25;
}

// That row, every third time with some of the lower entries masked. Above it, for every second
// length, a row with one entry, the last or any, so far above the others that a maximum without it
// overflows; for every fourth the same row at a level far above or below, where exp without the
// maximum overflows or vanishes.
Matrix rows_of(Format format, std::size_t n, std::uint64_t turns) {
  const bool far_maximum = turns % 2 == 0;
  const bool two = turns % 4 != 3;
  Matrix x(two ? 2 : 1, n);
  const auto first = x.row(0);
  const auto row = x.row(x.rows - 1);
  few_that_matter(format, turns, row);
  const double reach = format == Format::f64 ? 1600.0 : format == Format::f16 ? 32.0 : 200.0;
  const double level = turns / 4 % 2 == 0 ? -reach : reach;
  for (std::size_t j = 0; j < n && two && !far_maximum; ++j) {
    first[j] = round_to(format, row[j] + level);
  }
  const std::size_t masked = turns % 3 == 0 ? n / 2 : 0;  // entries, from one by turns
  for (std::size_t k = 0; k < masked; ++k) {
    double& value = row[(k + turns * 37) % n];
    if (value < -1.0) value = -std::numeric_limits<double>::infinity();
  }
  if (far_maximum) {
    const double far = format == Format::f64 ? 712.0 : format == Format::f16 ? 12.0 : 91.0;
    std::fill(first.begin(), first.end(), -far);
    const double any = turn(turns, kSilver) * static_cast<double>(n);
    first[turns / 2 % 3 == 0 ? static_cast<std::size_t>(any) : n - 1] = 0.0;
  }
  return x;
}

// Two lengths a case: 1920 cases in a row meet all of them.
std::vector<Matrix> two_lengths(const Bench& bench) {
  std::vector<Matrix> both;
  for (std::uint64_t k = 0; k < 2; ++k) {
    const std::uint64_t turns = 2 * bench.number() + k;
    const std::size_t n = length_by_turns(turns, bench.longest());
    both.push_back(rows_of(bench.format(), n, turns));
  }
  return both;
}

// With every number of threads that the contract names, by turns.
subject::Placement with_threads(const Bench& bench) {
  subject::Placement placement;
  const int threads = bench.most_threads();
  if (threads > 1) {
    placement.threads =
        1 + static_cast<int>(bench.variant(static_cast<std::uint64_t>(threads), 0x7423));
  }
  return placement;
}

void ask(Bench& bench) {
  for (const Matrix& x : bench.prepared(two_lengths)) bench.ask(x, with_threads(bench));
}

Outcome check(Bench& bench) {
  Outcome outcome;
  for (const Matrix& x : bench.prepared(two_lengths)) {
    if (outcome.violation) break;
    const subject::Reply reply = bench.call(x, with_threads(bench));
    if (!done(reply)) continue;
    check_accuracy(bench, x, reply, fmt::format(" (a row of {} entries)", x.cols), outcome);
    if (outcome.violation) outcome.violation->placement = with_threads(bench);
  }
  return outcome;
}

}  // namespace

extern const Property kLengthsLaw;
const Property kLengthsLaw = {
    "lengths",
    "|y - g| <= bound for rows of every length from 258 to 4096, by turns: some sixteen entries "
    "that matter, at the end and anywhere, at levels far above and below too, some masked; or one "
    "far above all others",
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
