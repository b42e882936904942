#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  if (!done(reply)) return outcome;
  for (std::size_t r = 0; r < reply.y.rows; ++r) {
    if (bench.kind(r) != RowKind::regular) continue;
    const auto y = results(reply, r);
    const auto x = bench.x().row(r);
    JudgedRow& judged = bench.judged(r);
    for (std::size_t j = 0; j < y.size(); ++j) {
      ++outcome.compared;
      const JudgedRow::Judgement judgement = judged.judge(j, y[j]);
      if (bench.observer() != nullptr) {
        const double gap =
            bench.function() == Function::logsumexp ? 0.0 : judged.exact().maximum - x[j];
        bench.observer()->result(r, j, gap, y[j], judged.approximate(j), judgement);
      }
      if (!judgement.beyond || outcome.violation) continue;
      outcome.violation =
          violation(fmt::format("result {} of row {} is {}, the exact value is {}: {}", j, r,
                                shown(y[j]), shown(judged.approximate(j)),
                                ulp_text(judgement.ulp.high, judgement.bound_ulp)),
                    r, j, y[j], hexfloat(judged.approximate(j)));
    }
  }
  return outcome;
}

}  // namespace

extern const Property kAccuracy;
const Property kAccuracy = {
    "accuracy",
    "|y - g| <= bound of the contract, for every result of every row of finite values and -inf",
    "the contract, BOUNDS.md B2 to B4",
    "every error of value: cut-offs, approximations, low-precision intermediates, flushed results",
    "what the contract admits",
    applies,
    check,
};

}  // namespace softmax::verify::property
