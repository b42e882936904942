#include <algorithm>
#include <cmath>
#include <limits>

#include "verify/property/policies.hpp"
#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

using Stride = std::ptrdiff_t;

struct Layout {
  Stride x_row, x_col, y_row, y_col;
};

constexpr std::uint64_t kLayouts = 15;

// Layout `which` for rows of `cols` entries and `outs` results.
Layout layout(std::uint64_t which, Stride rows, Stride cols, Stride outs) {
  switch (which) {
    case 0:  // gaps behind the rows, of different size in x and y
      return {cols + 3, 1, outs + 1, 1};
    case 1:  // every second element
      return {2 * cols, 2, outs, 1};
    case 2:  // transposed input
      return {1, rows, outs, 1};
    case 3:  // transposed output
      return {cols, 1, 1, rows};
    case 4:  // rows backwards
      return {-cols, 1, -outs, 1};
    case 5:  // columns backwards
      return {cols, -1, outs, -1};
    case 6:  // the strides of the contiguous symbol
      return {cols, 1, outs, 1};
    case 7:  // every second and every third element
      return {3 * cols + 1, 3, 2 * outs, 2};
    case 8:
      return {2 * cols, 2, 3 * outs + 2, 3};
    case 9:  // both backwards, in x alone
      return {-(2 * cols + 1), -2, outs + 5, 1};
    case 10:  // rows backwards, in y alone
      return {cols, 1, -(outs + 2), 1};
    case 11:  // rows backwards in x, columns in y
      return {-cols, 1, 2 * outs, -2};
    case 12:  // wide gaps
      return {cols + 64, 1, outs + 67, 1};
    case 13:  // columns of a wide table
      return {1, rows + 70, 1, rows + 3};
    default:  // a transposed view of rows with gaps, backwards
      return {-1, rows + 2, outs, 1};
  }
}

subject::Placement placed(const Bench& bench, std::uint64_t which) {
  const Matrix& x = bench.x();
  const Layout l = layout(which, static_cast<Stride>(x.rows), static_cast<Stride>(x.cols),
                          static_cast<Stride>(results_per_row(bench.function(), x.cols)));
  subject::Placement p;
  p.strided = true;
  p.x_row_stride = l.x_row, p.x_col_stride = l.x_col;
  p.y_row_stride = l.y_row, p.y_col_stride = l.y_col;
  const auto step = 64 / static_cast<std::uint64_t>(traits(bench.format()).bytes);
  p.x_offset = bench.variant(step, 12);
  p.y_offset = bench.variant(step, 13);
  return p;
}

// Layouts of a case: one, three where rows are so long that few cases have them.
std::vector<std::uint64_t> layouts(const Bench& bench) {
  constexpr std::size_t kLong = 4097;
  const std::uint64_t first = bench.variant(kLayouts, 8);
  if (bench.x().values.empty()) return {};
  if (bench.x().cols < kLong) return {first};
  return {first, (first + 5) % kLayouts, (first + 10) % kLayouts};
}

void ask(Bench& bench) {
  for (const std::uint64_t which : layouts(bench)) bench.ask(bench.x(), placed(bench, which));
}

// Calls with layout `which` and holds the reply against the contract.
void check_layout(Bench& bench, std::uint64_t which, Outcome& outcome) {
  const Matrix& x = bench.x();
  const subject::Placement p = placed(bench, which);
  const subject::Reply reply = bench.call(bench.function(), x, p);
  const std::string how =
      fmt::format(" (with strides {}, {} for x and {}, {} for y)", p.x_row_stride, p.x_col_stride,
                  p.y_row_stride, p.y_col_stride);
  const auto finite = [](double v) { return std::isfinite(v); };
  if (reply.ending == subject::Ending::refused && !reply.no_memory &&
      std::all_of(x.values.begin(), x.values.end(), finite)) {
    ++outcome.compared;
    outcome.violation = violation("rows of finite values are refused" + how, 0, 0,
                                  std::numeric_limits<double>::quiet_NaN(), "a result", p);
    outcome.violation->verdict = Verdict::refused;
  }
  if (!done(reply)) return;
  check_policies(bench, x, reply, how, outcome);
  for (std::size_t r = 0; r < x.rows && !outcome.violation; ++r) {
    if (bench.kind(r) != RowKind::regular) continue;
    const auto y = results(reply, r);
    for (std::size_t j = 0; j < y.size() && !outcome.violation; ++j) {
      ++outcome.compared;
      if (!bench.judged(r).judge(j, y[j]).beyond) continue;
      outcome.violation = violation(
          fmt::format("result {} of row {} is {}; the exact value is {}, further off than "
                      "the contract allows{}",
                      j, r, shown(y[j]), shown(bench.judged(r).approximate(j)), how),
          r, j, y[j], hexfloat(bench.judged(r).approximate(j)), p);
    }
  }
  if (outcome.violation) outcome.violation->placement = p;
}

Outcome check(Bench& bench) {
  Outcome outcome;
  for (const std::uint64_t which : layouts(bench)) {
    if (!outcome.violation) check_layout(bench, which, outcome);
  }
  return outcome;
}

}  // namespace

extern const Property kStrided;
const Property kStrided = {
    "strided",
    "through the _strided symbol every layout gives results within the contract, for rows with NaN "
    "and +inf too, and is not refused: gaps, negative strides in x, in y and in both, transposed, "
    "contiguous, at every alignment",
    "the contract, on each result",
    "strides ignored, input strides used for the output, a tail of one layout in another, a path "
    "for "
    "one stride",
    "layouts that were not drawn",
    [](const Bench& bench) -> std::string {
      return bench.offers(bench.function(), true) ? "" : "the subject has no _strided symbol";
    },
    check,
    ask,
};

}  // namespace softmax::verify::property
