#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

// Rotation by a chosen distance, or (0) the reversed row.
struct Order {
  std::size_t n, distance;
  std::size_t source(std::size_t j) const { return distance == 0 ? n - 1 - j : (j + distance) % n; }
};

Order order(const Bench& bench) {
  const std::size_t n = bench.x().cols;
  return {n, static_cast<std::size_t>(bench.variant(n, 0x9E27))};
}

Matrix permuted_rows(const Bench& bench) {
  const Order permutation = order(bench);
  Matrix permuted(bench.x().rows, permutation.n);
  for (std::size_t r = 0; r < permuted.rows; ++r) {
    const auto from = bench.x().row(r);
    const auto to = permuted.row(r);
    for (std::size_t j = 0; j < to.size(); ++j) to[j] = from[permutation.source(j)];
  }
  return permuted;
}

void ask(Bench& bench) {
  if (bench.x().cols >= 2) bench.ask(bench.prepared(permuted_rows));
}

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  if (!done(reply) || bench.x().cols < 2) return outcome;
  const Order permutation = order(bench);
  const Matrix& permuted = bench.prepared(permuted_rows);
  const subject::Reply other = bench.call(permuted);
  if (!done(other)) return outcome;
  std::vector<double> back(reply.y.cols);
  for (std::size_t r = 0; r < permuted.rows && !outcome.violation; ++r) {
    if (bench.kind(r) != RowKind::regular) continue;
    const auto z = results(other, r);
    for (std::size_t j = 0; j < z.size(); ++j) {
      back[bench.function() == Function::logsumexp ? 0 : permutation.source(j)] = z[j];
    }
    const bool strict = bench.contract().accuracy == Accuracy::correctly_rounded &&
                        bench.contract().underflow == Underflow::gradual;
    compare_rows(bench, strict, r, results(reply, r), back,
                 permutation.distance == 0 ? "in the reversed row" : "in the rotated row", {},
                 outcome);
  }
  return outcome;
}

}  // namespace

extern const Property kPermutation;
const Property kPermutation = {
    "permutation",
    "permuting the entries of a row permutes its results (logsumexp: changes nothing), within "
    "twice the bound; bit for bit under correctly-rounded",
    "both results approximate the same g: the bound of the contract, twice",
    "an element that the maximum or the sum ignores, lanes combined wrongly",
    "faults that follow the entries",
    [](const Bench& bench) -> std::string {
      return bench.longest() >= 2 ? "" : "the contract allows no pairs";
    },
    check,
    ask,
};

}  // namespace softmax::verify::property
