#include <algorithm>
#include <cmath>
#include <limits>

#include "verify/property/policies.hpp"
#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

using Stride = std::ptrdiff_t;

struct Side {
  Stride row, col;
};

// Which of so many layouts of a case; the choices of a layout rotate independently.
struct Draw {
  const Bench& bench;
  std::uint64_t layout;
  std::uint64_t operator()(std::uint64_t count, std::uint64_t salt) const {
    return bench.variant(count, 0x57121D00 + 64 * layout + salt);
  }
};

// One array of rows x cols elements: by rows or transposed (one in three), elements side by side,
// apart or backwards, rows forwards or (one in three) backwards, gaps behind the rows of none, one,
// three or 64 elements or to a multiple of 16.
Side side(const Draw& draw, std::uint64_t salt, Stride rows, Stride cols) {
  constexpr Stride kSteps[] = {1, 1, 1, -1, 2, -2, 3, 4};
  const bool transposed = draw(3, salt) == 0;
  const Stride step = kSteps[draw(std::size(kSteps), salt + 1)];
  const Stride used = std::max<Stride>(1, std::abs(step) * (transposed ? rows : cols));
  const Stride to_sixteen = (16 - used % 16) % 16;
  const Stride gaps[] = {0, 0, 1, 3, 64, to_sixteen};
  const Stride pitch = used + gaps[draw(std::size(gaps), salt + 2)];
  const Stride other = draw(3, salt + 3) == 0 ? -pitch : pitch;
  return transposed ? Side{step, other} : Side{other, step};
}

struct Layout {
  Side x, y;
};

// Both sides by themselves; one in four with the same strides, as padded matrices and slices along
// another axis have them; one in sixteen as the contiguous symbol has them.
Layout layout(const Draw& draw, Stride rows, Stride cols, Stride outs) {
  if (draw(16, 0) == 0) return {{cols, 1}, {outs, 1}};
  const bool alike = draw(4, 1) == 0;
  const Side x = side(draw, 8, rows, alike ? std::max(cols, outs) : cols);
  return {x, alike ? x : side(draw, 16, rows, outs)};
}

subject::Placement placed(const Bench& bench, std::uint64_t which) {
  const Matrix& x = bench.x();
  const Layout l = layout({bench, which}, static_cast<Stride>(x.rows), static_cast<Stride>(x.cols),
                          static_cast<Stride>(results_per_row(bench.function(), x.cols)));
  subject::Placement p;
  p.strided = true;
  p.x_row_stride = l.x.row, p.x_col_stride = l.x.col;
  p.y_row_stride = l.y.row, p.y_col_stride = l.y.col;
  const auto step = 64 / static_cast<std::uint64_t>(traits(bench.format()).bytes);
  p.x_offset = bench.variant(step, 12);
  p.y_offset = bench.variant(step, 13);
  return p;
}

// Layouts of a case: one, three where rows are so long that few cases have them.
std::uint64_t layouts(const Bench& bench) {
  constexpr std::size_t kLong = 4097;
  return bench.x().values.empty() ? 0 : bench.x().cols < kLong ? 1 : 3;
}

void ask(Bench& bench) {
  for (std::uint64_t k = 0; k < layouts(bench); ++k) bench.ask(bench.x(), placed(bench, k));
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
  for (std::uint64_t k = 0; k < layouts(bench) && !outcome.violation; ++k) {
    check_layout(bench, k, outcome);
  }
  return outcome;
}

}  // namespace

extern const Property kStrided;
const Property kStrided = {
    "strided",
    "through the _strided symbol every layout gives results within the contract, for rows with NaN "
    "and +inf too, and is not refused: x and y by themselves or alike, by rows or transposed, with "
    "gaps, elements apart, either direction of rows and of entries, at every alignment",
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
