#include "verify/property/layouts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace softmax::verify::property {
namespace {

using Stride = std::ptrdiff_t;

struct Side {
  Stride row, col;
};

constexpr Stride kMostOfSlice = Stride{1} << 19;  // elements from its first to its last

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
// three or 64 elements or to a multiple of 16; one in sixteen a slice of a larger table, of which
// the pitch does not fit 16 bits where the matrix is small.
Side side(const Draw& draw, std::uint64_t salt, Stride rows, Stride cols) {
  constexpr Stride kSteps[] = {1, 1, 1, -1, 2, -2, 3, 4};
  const bool transposed = draw(3, salt) == 0;
  const Stride step = kSteps[draw(std::size(kSteps), salt + 1)];
  const Stride used = std::max<Stride>(1, std::abs(step) * (transposed ? rows : cols));
  const Stride to_sixteen = (16 - used % 16) % 16;
  const Stride gaps[] = {0, 0, 1, 3, 64, to_sixteen};
  constexpr Stride kTables[] = {1024, 4096, 5000, 32769, 65537, 70000, 128256};
  const Stride table = kTables[draw(std::size(kTables), salt + 4)];
  const bool is_slice = draw(16, salt + 5) == 0 && used <= table &&
                        table * (transposed ? cols : rows) <= kMostOfSlice;
  const Stride pitch = is_slice ? table : used + gaps[draw(std::size(gaps), salt + 2)];
  const Stride other = draw(3, salt + 3) == 0 ? -pitch : pitch;
  return transposed ? Side{step, other} : Side{other, step};
}

struct Layout {
  Side x, y;
};

// Both sides by themselves; one in four with the same strides, as padded matrices and slices along
// another axis have them; one in sixteen as the contiguous symbol has them, and one as axis 0 of a
// dense matrix has.
Layout layout(const Draw& draw, Stride rows, Stride cols, Stride outs) {
  const std::uint64_t usual = draw(16, 0);
  if (usual == 0) return {{cols, 1}, {outs, 1}};
  if (usual == 1) return {{1, rows}, {1, rows}};
  const bool alike = draw(4, 1) == 0;
  const Side x = side(draw, 8, rows, alike ? std::max(cols, outs) : cols);
  return {x, alike ? x : side(draw, 16, rows, outs)};
}

}  // namespace

subject::Placement strided_placement(const Bench& bench, std::uint64_t which, std::size_t rows,
                                     std::size_t cols) {
  const Layout l = layout({bench, which}, static_cast<Stride>(rows), static_cast<Stride>(cols),
                          static_cast<Stride>(results_per_row(bench.function(), cols)));
  subject::Placement p;
  p.strided = true;
  p.x_row_stride = l.x.row, p.x_col_stride = l.x.col;
  p.y_row_stride = l.y.row, p.y_col_stride = l.y.col;
  const auto step = 64 / static_cast<std::uint64_t>(traits(bench.format()).bytes);
  p.x_offset = bench.variant(step, 12);
  p.y_offset = bench.variant(step, 13);
  return p;
}

std::string strides_text(const subject::Placement& p) {
  return fmt::format("strides {}, {} for x and {}, {} for y", p.x_row_stride, p.x_col_stride,
                     p.y_row_stride, p.y_col_stride);
}

Placed placement_of(const Bench& bench, Way way, std::uint64_t which, const Matrix& x) {
  Placed placed;
  subject::Placement& p = placed.placement;
  if (way == Way::in_place && bench.contract().in_place &&
      bench.function() != Function::logsumexp) {
    p.in_place = true;
    placed.how = ", in place";
  } else if (way == Way::threads && bench.most_threads() > 1) {
    p.threads = bench.most_threads();
    placed.how = fmt::format(", with {} threads", p.threads);
  } else if (way == Way::strided && bench.offers(bench.function(), true)) {
    p = strided_placement(bench, which, x.rows, x.cols);
    placed.how = ", with " + strides_text(p);
  }
  return placed;
}

}  // namespace softmax::verify::property
