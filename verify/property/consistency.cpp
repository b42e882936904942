#include "verify/property/support.hpp"

#include <cmath>
#include <limits>

#include "verify/error/bound.hpp"
#include "verify/error/exact_sum.hpp"

namespace softmax::verify::property {
namespace {

// The function this one is held against; itself when the subject offers no other.
Function sibling(const Bench& bench) {
  const Function preferred[3][2] = {{Function::log_softmax, Function::logsumexp},
                                    {Function::logsumexp, Function::log_softmax},
                                    {Function::log_softmax, Function::logsumexp}};
  for (const Function f : preferred[static_cast<std::size_t>(bench.function())]) {
    const bool usable = bench.function() == Function::softmax || f != bench.function();
    if (usable && bench.offers(f)) return f;
  }
  return bench.function();
}

struct Apart {
  double by = 0.0;
  double bound = 0.0;
};

// y, a softmax within bound_y, and the one that z stands for: e^l with l = z, a log_softmax, or
// l = x - z, z a logsumexp; l is within bound_z. |e^l - y| <= |e^l - e^true| + |y - e^true|, and
// |e^l - e^true| <= e^l (e^error - 1), where `error` has bound_z and, with r the epsilon of Real,
// the rounding of l (r/2 |l|) and of exp (r at most, in libm), twice over for the rest.
// Real = double does where its 2^-51 is nothing next to the unit roundoff of the format.
template <class Real>
Apart softmaxes_apart(double y, double x, double z, bool minus, double bound_y, double bound_z) {
  constexpr double kEpsilon = std::numeric_limits<Real>::epsilon();
  const Real l = minus ? static_cast<Real>(x) - static_cast<Real>(z) : static_cast<Real>(z);
  const Real g = std::exp(l);
  const double error = bound_z + (std::fabs(static_cast<double>(l)) + 4.0) * kEpsilon;
  return {static_cast<double>(std::fabs(g - static_cast<Real>(y))),
          static_cast<double>(g) * error::expm1_above(error) + bound_y};
}

// Every second case: the accuracy of both is judged in every one.
bool has_turn(const Bench& bench) { return bench.variant(2, 0xC0517) == 0; }

void ask(Bench& bench) {
  if (has_turn(bench)) bench.ask(sibling(bench), bench.x());
}

Outcome check(Bench& bench) {
  Outcome outcome;
  if (!has_turn(bench)) return outcome;
  const Function other_function = sibling(bench);
  const subject::Reply& reply = bench.base();
  if (!done(reply)) return outcome;
  const subject::Reply other = bench.call(other_function, bench.x());
  if (!done(other)) return outcome;
  for (std::size_t r = 0; r < reply.y.rows && !outcome.violation; ++r) {
    if (bench.kind(r) != RowKind::regular) continue;
    const JudgedRow& judged = bench.judged(r);
    JudgedRow sibling_row = bench.judge(other_function, bench.x().row(r));
    const auto x = bench.x().row(r);
    for (std::size_t j = 0; j < x.size() && !outcome.violation; ++j) {
      if (!std::isfinite(x[j])) continue;
      const std::size_t mine = bench.function() == Function::logsumexp ? 0 : j;
      const std::size_t theirs = other_function == Function::logsumexp ? 0 : j;
      const double y = results(reply, r)[mine];
      const double z = results(other, r)[theirs];
      if (!std::isfinite(y)) continue;  // the law of range speaks of those
      ++outcome.compared;
      if (!std::isfinite(z)) {
        if (!sibling_row.judge(theirs, z).beyond) continue;
        outcome.violation = violation(
            fmt::format("row {}, entry {} = {}: {} gives {} and {}, called after it, {}; the exact "
                        "value is {}",
                        r, j, shown(x[j]), name(bench.function()), shown(y), name(other_function),
                        shown(z), shown(sibling_row.approximate(theirs))),
            r, j, y, fmt::format("{} {}", name(other_function), hexfloat(z)));
        break;
      }
      const double bound_y = judged.absolute_bound(mine);
      const double bound_z = sibling_row.absolute_bound(theirs);
      Apart apart;
      if (bench.function() == Function::softmax) {
        const bool minus = other_function == Function::logsumexp;
        apart = bench.format() == Format::f64
                    ? softmaxes_apart<long double>(y, x[j], z, minus, bound_y, bound_z)
                    : softmaxes_apart<double>(y, x[j], z, minus, bound_y, bound_z);
        if (!std::isfinite(apart.bound) || apart.by <= apart.bound * (1 + 0x1p-40)) continue;
      } else {  // log_softmax_j + logsumexp = x_j
        apart.bound = bound_y + bound_z;
        const double terms[] = {y, z};
        const auto beyond = error::distance_beyond(terms, x[j], apart.bound * (1 + 0x1p-40));
        if (!beyond) continue;
        apart.by = *beyond;
      }
      outcome.violation = violation(
          fmt::format(
              "row {}, entry {} = {}: {} gives {} and {} gives {}; they disagree by {}, and "
              "their bounds allow {}",
              r, j, shown(x[j]), name(bench.function()), shown(y), name(other_function), shown(z),
              decimal(apart.by), decimal(apart.bound)),
          r, j, y, fmt::format("{} {}", name(other_function), hexfloat(z)));
    }
  }
  return outcome;
}

}  // namespace

extern const Property kConsistency;
const Property kConsistency = {
    "consistency",
    "softmax = exp(x - logsumexp), exp(log_softmax) = softmax, logsumexp = x_j - log_softmax_j, "
    "each within the bounds of the two results",
    "the two bounds, carried through exp (g (e^B - 1)) or through the difference (B + B')",
    "one function of a library that takes another path than its sibling, base-2 results",
    "an error that the functions share",
    [](const Bench& bench) -> std::string {
      return sibling(bench) != bench.function()
                 ? ""
                 : "the subject offers no other function in this format";
    },
    check,
    ask,
};

}  // namespace softmax::verify::property
