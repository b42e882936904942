#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  const std::size_t n = bench.x().cols;
  if (!done(reply) || n < 2) return outcome;
  // Rotation by a chosen distance, or the reversed row.
  const auto distance = static_cast<std::size_t>(bench.variant(n, 0x9E27));
  const auto source = [&](std::size_t j) { return distance == 0 ? n - 1 - j : (j + distance) % n; };
  Matrix permuted(bench.x().rows, n);
  for (std::size_t r = 0; r < permuted.rows; ++r) {
    for (std::size_t j = 0; j < n; ++j) permuted.row(r)[j] = bench.x().row(r)[source(j)];
  }
  const subject::Reply other = bench.call(permuted);
  if (!done(other)) return outcome;
  std::vector<double> back(reply.y.cols);
  for (std::size_t r = 0; r < permuted.rows && !outcome.violation; ++r) {
    if (bench.kind(r) != RowKind::regular) continue;
    const auto z = results(other, r);
    for (std::size_t j = 0; j < z.size(); ++j) {
      back[bench.function() == Function::logsumexp ? 0 : source(j)] = z[j];
    }
    const bool strict = bench.contract().accuracy == Accuracy::correctly_rounded &&
                        bench.contract().underflow == Underflow::gradual;
    compare_rows(bench, strict, r, results(reply, r), back,
                 distance == 0 ? "in the reversed row" : "in the rotated row", {}, outcome);
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
    applies,
    check,
};

}  // namespace softmax::verify::property
