#include "verify/property/support.hpp"

#include <cmath>

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

Outcome check(Bench& bench) {
  Outcome outcome;
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
      if (!std::isfinite(y) || !std::isfinite(z)) continue;  // the law of range speaks of those
      ++outcome.compared;
      const double bound_y = judged.absolute_bound(mine);
      const double bound_z = sibling_row.absolute_bound(theirs);
      double apart = 0.0;
      double bound = 0.0;
      if (bench.function() == Function::softmax) {
        // z is log_softmax_j, or logsumexp: then x_j - z is log_softmax_j up to bound_z. The
        // difference is rounded once in long double (2^-64 of it), and expl is within 2^-62.
        const long double log_y =
            other_function == Function::logsumexp ? static_cast<long double>(x[j]) - z : z;
        const long double g = std::exp(log_y);
        apart = static_cast<double>(std::fabs(g - y));
        const double log_error =
            bound_z + static_cast<double>(std::fabs(log_y)) * 0x1p-63 + 0x1p-61;
        // |g - y| <= |e^z - e^(true)| + |y - g_true|, and e^true <= e^z e^bound.
        bound = static_cast<double>(g) * std::expm1(log_error) + bound_y;
        if (!std::isfinite(bound)) continue;
      } else {  // log_softmax_j + logsumexp = x_j
        error::ExactSum sum;
        sum.add(y);
        sum.add(z);
        apart = std::fabs(sum.minus(x[j]));
        bound = bound_y + bound_z;
      }
      if (apart <= bound * (1 + 0x1p-40)) continue;
      outcome.violation = violation(
          fmt::format(
              "row {}, entry {} = {}: {} gives {} and {} gives {}; they disagree by {}, and "
              "their bounds allow {}",
              r, j, shown(x[j]), name(bench.function()), shown(y), name(other_function), shown(z),
              decimal(apart), decimal(bound)),
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
};

}  // namespace softmax::verify::property
