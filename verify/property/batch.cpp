#include "verify/property/support.hpp"

#include <cmath>

namespace softmax::verify::property {
namespace {

constexpr std::size_t kNeighbours = 7;

Matrix one_row(const Matrix& x, std::size_t r) {
  const auto row = x.row(r);
  return Matrix(std::vector<double>(row.begin(), row.end()));
}

// The row of the case at `position`, constant rows at levels across the exponent range elsewhere.
Matrix among_neighbours(const Bench& bench, std::size_t position) {
  const double reach = bench.format() == Format::f64 ? 2048.0 : 256.0;
  Matrix batch(kNeighbours + 1, bench.x().cols);
  for (std::size_t r = 0; r < batch.rows; ++r) {
    const double level = (r % 2 == 0 ? 1.0 : -1.0) * reach * static_cast<double>(r + 1) / 2;
    for (std::size_t j = 0; j < batch.cols; ++j) {
      batch.row(r)[j] = r == position ? bench.x().values[j] : round_to(bench.format(), level);
    }
  }
  return batch;
}

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  if (!done(reply) || bench.x().cols == 0) return outcome;
  const bool strict = bench.contract().reproducibility == Strictness::exact;
  if (bench.x().rows > 1) {
    // Up to four rows alone: first, last, and two by turns.
    const std::size_t rows = bench.x().rows;
    const std::size_t chosen[] = {0, rows - 1, bench.variant(rows, 1), bench.variant(rows, 2)};
    for (const std::size_t r : chosen) {
      if (outcome.violation) break;
      const subject::Reply alone = bench.call(one_row(bench.x(), r));
      if (!done(alone)) continue;
      compare_rows(bench, strict, r, results(reply, r), results(alone, 0), "alone", {}, outcome);
    }
    return outcome;
  }
  const std::size_t position = bench.variant(kNeighbours + 1, 3);
  const Matrix batch = among_neighbours(bench, position);
  const subject::Reply together = bench.call(batch);
  if (!done(together)) return outcome;
  compare_rows(bench, strict, 0, results(together, position), results(reply, 0), "alone", {},
               outcome);
  if (outcome.violation) {
    outcome.violation->message +=
        fmt::format(" (the batch: row {} of {}, other rows at other levels)", position, batch.rows);
  }
  return outcome;
}

}  // namespace

extern const Property kBatch;
const Property kBatch = {
    "batch",
    "a row gives the same results alone, in any row of a batch, and next to any other rows",
    "bit for bit under reproducibility = bitwise; twice the bound under bound",
    "one maximum for the whole batch, rows after the first misaddressed, paths chosen by the "
    "number of rows",
    "faults that treat all rows alike",
    applies,
    check,
};

}  // namespace softmax::verify::property
