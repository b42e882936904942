#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "verify/core/seed.hpp"
#include "verify/property/judge_rows.hpp"
#include "verify/property/layouts.hpp"
#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

struct Shape {
  std::size_t rows, cols;
};

// By turns: 2 to 130 rows of 1 to 3 entries; so many of up to 300 entries, square ones too; up to
// 65537 rows of 1 to 3 entries; 2^17 to 2^19 elements in few rows, square, or in any number.
Shape shape(const Bench& bench) {
  constexpr std::size_t kMany[] = {1026,  1101,  2049,  4097,  5000, 10007,
                                   16385, 32769, 65535, 65536, 65537};
  constexpr std::size_t kCols[] = {0, 16, 17, 64, 100, 255, 256, 257, 300};  // 0: square
  const std::uint64_t k = bench.number();
  const std::size_t few = 1 + static_cast<std::size_t>(bench.variant(3, 0x2035));
  if (k % 256 == 77) {
    // Up to 16 rows, as many as entries, or evenly by their logarithm up to 65536.
    const std::size_t elements = (std::size_t{1} << 17U) << bench.variant(3, 0x2032);
    const std::size_t from = std::size_t{16} << bench.variant(12, 0x2036);
    const std::size_t kinds[] = {2 + static_cast<std::size_t>(bench.variant(15, 0x2031)),
                                 static_cast<std::size_t>(std::sqrt(static_cast<double>(elements))),
                                 from + 1 + static_cast<std::size_t>(bench.variant(from, 0x2031))};
    const std::size_t rows = kinds[k / 256 % std::size(kinds)];
    return {rows, elements / rows + 1};
  }
  if (k % 64 == 13) return {kMany[k / 64 % std::size(kMany)], few};
  const std::size_t rows = 2 + static_cast<std::size_t>(k % 129);
  if (k % 8 != 3) return {rows, few};
  const std::size_t cols = kCols[bench.variant(std::size(kCols), 0x2033)];
  return {rows, cols == 0 ? rows : cols};
}

// Row `which` of the eight that the batch is made of: at far levels, one with a NaN and one with
// masked entries; the others of finite entries.
void fill(const Bench& bench, std::uint64_t which, std::span<double> row) {
  const double reach = bench.format() == Format::f64 ? 1024.0 : 128.0;
  const double level = (which % 2 == 0 ? reach : -reach) * static_cast<double>(which / 2 % 3);
  for (std::size_t j = 0; j < row.size(); ++j) {
    const auto step = static_cast<double>(random_bits(bench.number(), which, j) % 33);
    row[j] = round_to(bench.format(), level - 0.25 * step);
  }
  const std::size_t at = static_cast<std::size_t>(bench.variant(row.size(), 0x2040 + which));
  if (which == 6) row[at] = std::numeric_limits<double>::quiet_NaN();
  if (which == 7 && row.size() > 1) row[at] = -std::numeric_limits<double>::infinity();
}

struct Batch {
  Matrix x;
  Placed placed;
};

Batch make(const Bench& bench) {
  const Shape s = shape(bench);
  Batch batch;
  batch.x = Matrix(s.rows, s.cols);
  // Fewer of the eight where rows are long, since each is judged once.
  const std::size_t kinds = s.cols > 4096 ? 3 : 8;
  Matrix eight(kinds, s.cols);
  for (std::size_t k = 0; k < kinds; ++k) fill(bench, k, eight.row(k));
  for (std::size_t r = 0; r < s.rows; ++r) {
    const std::size_t k = random_bits(bench.number(), 0x2050, r) % kinds;
    std::copy(eight.row(k).begin(), eight.row(k).end(), batch.x.row(r).begin());
  }
  constexpr Way kWays[] = {Way::plain, Way::in_place, Way::threads, Way::strided};
  batch.placed = placement_of(bench, kWays[bench.variant(4, 0x2034)], 7, batch.x);
  return batch;
}

bool fits(const Bench& bench) { return shape(bench).cols <= bench.longest(); }

void ask(Bench& bench) {
  if (fits(bench)) bench.ask(bench.prepared(make).x, bench.prepared(make).placed.placement);
}

Outcome check(Bench& bench) {
  Outcome outcome;
  if (!fits(bench)) return outcome;
  const Batch& batch = bench.prepared(make);
  const auto& [placement, how] = batch.placed;
  const subject::Reply reply = bench.call(batch.x, placement);
  if (!done(reply)) return outcome;
  check_rows(bench, batch.x, reply, placement, how, outcome);
  return outcome;
}

}  // namespace

extern const Property kRows;
const Property kRows = {
    "rows",
    "in a batch of any shape (2 to 130 rows, up to 65537, up to 2^19 elements) each row gives what "
    "the contract says, and rows of the same entries the same; in place, with threads and with "
    "gaps "
    "too",
    "the contract for the first of each; for the others bit for bit under reproducibility = "
    "bitwise, "
    "twice the bound under bound",
    "grids and chunks of rows that leave some out, row numbers of 16 bits, paths for a shape, a "
    "neighbour's maximum",
    "more than 65537 rows; what depends on more than eight different rows",
    applies,
    check,
    ask,
    {},
    judge_rows,
};

}  // namespace softmax::verify::property
