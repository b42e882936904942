#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

Outcome check(Bench& bench) {
  Outcome outcome;
  const Matrix& x = bench.x();
  if (x.rows == 0 || x.cols == 0) return outcome;
  const auto rows = static_cast<std::ptrdiff_t>(x.rows);
  const auto cols = static_cast<std::ptrdiff_t>(x.cols);
  const auto outs = static_cast<std::ptrdiff_t>(results_per_row(bench.function(), x.cols));
  subject::Placement p;
  p.strided = true;
  switch (bench.variant(6, 8)) {
    case 0:  // gaps behind the rows, of different size in x and y
      p.x_row_stride = cols + 3, p.x_col_stride = 1, p.y_row_stride = outs + 1, p.y_col_stride = 1;
      break;
    case 1:  // every second element
      p.x_row_stride = 2 * cols, p.x_col_stride = 2, p.y_row_stride = outs, p.y_col_stride = 1;
      break;
    case 2:  // transposed input
      p.x_row_stride = 1, p.x_col_stride = rows, p.y_row_stride = outs, p.y_col_stride = 1;
      break;
    case 3:  // transposed output
      p.x_row_stride = cols, p.x_col_stride = 1, p.y_row_stride = 1, p.y_col_stride = rows;
      break;
    case 4:  // rows backwards
      p.x_row_stride = -cols, p.x_col_stride = 1, p.y_row_stride = -outs, p.y_col_stride = 1;
      break;
    default:  // columns backwards
      p.x_row_stride = cols, p.x_col_stride = -1, p.y_row_stride = outs, p.y_col_stride = -1;
      break;
  }
  const subject::Reply reply = bench.call(bench.function(), x, p);
  if (!done(reply)) return outcome;
  for (std::size_t r = 0; r < x.rows && !outcome.violation; ++r) {
    if (bench.kind(r) != RowKind::regular) continue;
    const auto y = results(reply, r);
    for (std::size_t j = 0; j < y.size(); ++j) {
      ++outcome.compared;
      if (!bench.judged(r).judge(j, y[j]).beyond) continue;
      outcome.violation = violation(
          fmt::format("with strides {}, {} for x and {}, {} for y, result {} of row {} is {}; the "
                      "exact value is {}, further off than the contract allows",
                      p.x_row_stride, p.x_col_stride, p.y_row_stride, p.y_col_stride, j, r,
                      shown(y[j]), shown(bench.judged(r).approximate(j))),
          r, j, y[j], hexfloat(bench.judged(r).approximate(j)), p);
      break;
    }
  }
  return outcome;
}

}  // namespace

extern const Property kStrided;
const Property kStrided = {
    "strided",
    "through the _strided symbol every layout gives results within the contract: gaps, negative "
    "strides, transposed",
    "the contract, on each result",
    "strides ignored, input strides used for the output, a tail of one layout in another",
    "layouts that were not drawn",
    [](const Bench& bench) -> std::string {
      return bench.offers(bench.function(), true) ? "" : "the subject has no _strided symbol";
    },
    check,
};

}  // namespace softmax::verify::property
