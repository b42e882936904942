#include <algorithm>
#include <cmath>
#include <limits>

#include "verify/property/judge_rows.hpp"
#include "verify/property/support.hpp"
#include "verify/property/turns.hpp"

namespace softmax::verify::property {
namespace {

struct Outlier {
  Matrix x;
  std::size_t row, at;
  std::string_view what;
};

// Values that no entry beside them is like, by turns.
struct Unlike {
  double value;
  std::string_view what;
};
Unlike unlike(const Bench& bench, std::span<const double> row) {
  const Format format = bench.format();
  const double overflow = overflow_of_exp(format);
  double top = -std::numeric_limits<double>::infinity();
  for (const double value : row)
    if (std::isfinite(value)) top = std::max(top, value);
  if (!std::isfinite(top)) top = 0.0;
  switch (bench.variant(9, 0x071)) {
    case 0:
    case 1:
      return {-0.0, "-0"};
    case 2:
      return {least_subnormal(format), "the least subnormal number"};
    case 3:
      return {-3.0 * least_subnormal(format), "a negative subnormal number"};
    case 4:
      return {greatest(format), "the greatest finite number"};
    case 5:
      return {-greatest(format), "the lowest finite number"};
    case 6:
      return {round_to(format, overflow + 2.0), "a number of which exp overflows"};
    case 7:
      return {round_to(format, std::min(top + overflow + 2.0, greatest(format))),
              "a number further above the others than exp reaches"};
    default:
      return {round_to(format, std::max(top - overflow - 50.0, -greatest(format))),
              "a number further below the largest than exp reaches"};
  }
}

// Ascending as a whole, or in runs of 4 to 64 entries of which the first holds the largest.
void sort_in_runs(std::span<double> row, std::size_t run) {
  if (std::any_of(row.begin(), row.end(), [](double v) { return std::isnan(v); })) return;
  std::sort(row.begin(), row.end());
  for (auto from = row.begin(); from != row.end() && run < row.size();) {
    const auto left = static_cast<std::size_t>(row.end() - from);
    std::rotate(from, row.end() - static_cast<std::ptrdiff_t>(std::min(run, left)), row.end());
    from += static_cast<std::ptrdiff_t>(std::min(run, left));
  }
}

Outlier make(const Bench& bench) {
  Matrix x = bench.x();
  const std::size_t n = x.cols;
  const auto r = static_cast<std::size_t>(bench.variant(x.rows, 0x072));
  const auto row = x.row(r);
  const std::uint64_t base = bench.variant(4, 0x073);
  if (base == 2) sort_in_runs(row, n);
  if (base == 3) sort_in_runs(row, std::size_t{4} << bench.variant(5, 0x074));
  const Unlike odd = unlike(bench, row);
  const auto at = static_cast<std::size_t>(bench.variant(n, 0x075));
  // Beside every other -0 an entry of which exp overflows: a maximum that a -0 wins is too low.
  if (std::signbit(odd.value) && odd.value == 0.0 && n > 1 && bench.variant(2, 0x076) == 0)
    row[(at + 1 + static_cast<std::size_t>(bench.variant(n - 1, 0x077))) % n] =
        round_to(bench.format(), overflow_of_exp(bench.format()) + 2.0);
  row[at] = odd.value;
  return {std::move(x), r, at, odd.what};
}

// Every other case, and rows that the oracle answers soon.
bool takes_part(const Bench& bench) {
  constexpr std::size_t kLongest = 1025;
  return bench.number() % 2 == 0 && !bench.x().values.empty() && bench.x().cols <= kLongest;
}

void ask(Bench& bench) {
  if (takes_part(bench)) bench.ask(bench.prepared(make).x);
}

Outcome check(Bench& bench) {
  Outcome outcome;
  if (!takes_part(bench) || !done(bench.base())) return outcome;
  const auto& [x, row, at, what] = bench.prepared(make);
  const subject::Reply reply = bench.call(x);
  if (!done(reply)) return outcome;
  const std::string how = fmt::format(" (with {} put at position {} of row {})", what, at, row);
  check_row(bench, x, reply, row, how, outcome);
  compare_others(bench, reply, row, fmt::format("with {} in another row", what), outcome);
  if (outcome.violation) outcome.violation->x = x;
  return outcome;
}

// The matrix of a witness has its outlier: each row against the contract, and against itself alone.
Outcome judge(Bench& bench) {
  Outcome outcome;
  const Matrix& x = bench.x();
  const subject::Reply& reply = bench.base();
  if (!done(reply)) return outcome;
  for (std::size_t r = 0; r < x.rows && !outcome.violation; ++r)
    check_row(bench, x, reply, r, "", outcome);
  const bool strict = bitwise(bench);
  for (std::size_t r = 0; r < x.rows && x.rows > 1 && !outcome.violation; ++r) {
    const Matrix row = one_row(x, r);
    const subject::Reply alone = bench.call(row);
    if (!done(alone)) continue;
    compare_rows(bench, strict, r, results(reply, r), results(alone, 0), "alone", {}, outcome);
  }
  return outcome;
}

}  // namespace

extern const Property kOutlier;
const Property kOutlier = {
    "outlier",
    "one finite entry unlike the others (-0, a subnormal number, the greatest, one of which exp "
    "overflows, one far below) put at any place of any row, of sorted rows and of rows of sorted "
    "runs too, gives that row what the contract says, and leaves the other rows as they were",
    "the contract, BOUNDS.md B2 to B4; for the other rows bit for bit under reproducibility = "
    "bitwise, twice the bound under bound",
    "a maximum over bits or integers, a test for sorted rows that looks at samples, a path that "
    "one "
    "entry of a batch decides for all of its rows",
    "two such entries at once, but for -0 and one that overflows",
    applies,
    check,
    ask,
    {},
    judge,
};

}  // namespace softmax::verify::property
