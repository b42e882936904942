#include "verify/property/support.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace softmax::verify::property {
namespace {

constexpr std::size_t kElements = 8192;  // of a batch that is made up
constexpr std::size_t kMany[] = {64,  65,  100, 127, 128, 129,  255,
                                 256, 257, 333, 512, 513, 1000, 1025};

// By turns 2 to 41 rows, or more where rows are short.
std::size_t count_of_rows(const Bench& bench) {
  const std::size_t most = std::max<std::size_t>(2, kElements / bench.x().cols);
  const std::size_t many = kMany[bench.variant(std::size(kMany), 0xBA7)];
  if (bench.variant(4, 0xBA8) == 0 && many <= most) return many;
  return std::min<std::size_t>(most, 2 + bench.number() % 40);
}

// The row of the case again and again, and between (everywhere but at multiples of 3, at the last
// place, and at one by turns) constant rows at levels across the exponent range.
bool is_the_row(std::size_t r, std::size_t rows, std::size_t position) {
  return r % 3 == 0 || r + 1 == rows || r == position;
}
struct Neighbours {
  Matrix batch;
  std::size_t position;
};
Neighbours among_neighbours(const Bench& bench) {
  const std::size_t rows = count_of_rows(bench);
  const auto position = static_cast<std::size_t>(bench.variant(rows, 3));
  const double reach = bench.format() == Format::f64 ? 2048.0 : 256.0;
  Matrix batch(rows, bench.x().cols);
  for (std::size_t r = 0; r < batch.rows; ++r) {
    const auto step = static_cast<double>(r % 8 + 1) / 2;
    const double level = round_to(bench.format(), (r % 2 == 0 ? reach : -reach) * step);
    for (std::size_t j = 0; j < batch.cols; ++j) {
      batch.row(r)[j] = is_the_row(r, rows, position) ? bench.x().values[j] : level;
    }
  }
  return {std::move(batch), position};
}

// Up to four rows of the case alone: first, last, and two by turns.
struct Alone {
  std::size_t row;
  Matrix x;
};
std::vector<Alone> rows_alone(const Bench& bench) {
  const std::size_t rows = bench.x().rows;
  std::vector<Alone> alone;
  for (const std::size_t r :
       {std::size_t{0}, rows - 1, bench.variant(rows, 1), bench.variant(rows, 2)}) {
    alone.push_back({r, one_row(bench.x(), r)});
  }
  return alone;
}

void ask(Bench& bench) {
  if (bench.x().cols == 0 || bench.x().rows == 0) return;
  if (bench.x().rows == 1) {
    bench.ask(bench.prepared(among_neighbours).batch);
    return;
  }
  for (const Alone& alone : bench.prepared(rows_alone)) bench.ask(alone.x);
}

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  if (!done(reply) || bench.x().cols == 0) return outcome;
  const bool strict = bitwise(bench);
  if (bench.x().rows > 1) {
    for (const auto& [r, x] : bench.prepared(rows_alone)) {
      if (outcome.violation) break;
      const subject::Reply alone = bench.call(x);
      if (!done(alone)) continue;
      compare_rows(bench, strict, r, results(reply, r), results(alone, 0), "alone", {}, outcome);
    }
    return outcome;
  }
  if (bench.x().rows == 0) return outcome;
  const auto& [batch, position] = bench.prepared(among_neighbours);
  const subject::Reply together = bench.call(batch);
  if (!done(together)) return outcome;
  for (std::size_t r = 0; r < batch.rows && !outcome.violation; ++r) {
    if (!is_the_row(r, batch.rows, position)) continue;
    compare_rows(bench, strict, 0, results(together, r), results(reply, 0), "alone", {}, outcome);
    if (!outcome.violation) continue;
    outcome.violation->message +=
        fmt::format(" (the batch: row {} of {}, the same row or others at other levels around it)",
                    r, batch.rows);
  }
  return outcome;
}

}  // namespace

extern const Property kBatch;
const Property kBatch = {
    "batch",
    "a row gives the same results alone, in any row of a batch of any number of rows (2 to 41, "
    "some "
    "up to 1025), and next to any other rows",
    "bit for bit under reproducibility = bitwise; twice the bound under bound",
    "one maximum for the whole batch, rows after the first misaddressed, paths chosen by the "
    "number of rows",
    "faults that treat all rows alike",
    applies,
    check,
    ask,
};

}  // namespace softmax::verify::property
