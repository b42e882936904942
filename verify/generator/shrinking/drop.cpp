#include <algorithm>

#include "verify/generator/shrinking/attempts.hpp"

namespace softmax::verify::generator {
namespace {

// Rows (or columns) [begin, end) removed.
Matrix without(const Matrix& x, bool rows, std::size_t begin, std::size_t end) {
  const std::size_t gone = end - begin;
  Matrix out(x.rows - (rows ? gone : 0), x.cols - (rows ? 0 : gone));
  std::size_t at = 0;
  for (std::size_t r = 0; r < x.rows; ++r) {
    for (std::size_t c = 0; c < x.cols; ++c) {
      const std::size_t line = rows ? r : c;
      if (line < begin || line >= end) out.values[at++] = x.row(r)[c];
    }
  }
  return out;
}

double entry(const Matrix& x, bool rows, std::size_t line, std::size_t across) {
  return rows ? x.row(line)[across] : x.row(across)[line];
}

// Whether the rows (or columns) [begin + piece, begin + 2 piece) are those of [begin, begin +
// piece).
bool repeats(const Matrix& x, bool rows, std::size_t begin, std::size_t piece) {
  if (begin + 2 * piece > (rows ? x.rows : x.cols)) return false;
  for (std::size_t k = begin; k < begin + piece; ++k) {
    for (std::size_t across = 0; across < (rows ? x.cols : x.rows); ++across) {
      if (!same_bits(entry(x, rows, k, across), entry(x, rows, k + piece, across))) return false;
    }
  }
  return true;
}

}  // namespace

// Delta debugging (Zeller and Hildebrandt 2002): ever smaller pieces are removed while the rest
// still fails; it ends when no single line can go.
bool drop(Attempts& attempts, bool rows) {
  bool any = false;
  const auto count = [&] { return rows ? attempts.best().rows : attempts.best().cols; };
  std::size_t piece = std::max<std::size_t>(1, count() / 2);
  while (!attempts.exhausted()) {
    bool removed = false;
    for (std::size_t begin = 0; begin < count() && count() > 1 && !attempts.exhausted();) {
      const std::size_t end = std::min(begin + piece, count());
      if (end - begin < count() && attempts.accept(without(attempts.best(), rows, begin, end))) {
        removed = any = true;
      } else {
        // Where the next piece repeats this one, its removal would leave the same matrix.
        while (repeats(attempts.best(), rows, begin, piece)) begin += piece;
        begin += piece;
      }
    }
    if (!removed && piece == 1) break;
    if (!removed) piece /= 2;
    piece = std::clamp<std::size_t>(piece, 1, std::max<std::size_t>(1, count() / 2));
  }
  return any;
}

}  // namespace softmax::verify::generator
