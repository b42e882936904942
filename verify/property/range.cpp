#include "verify/property/support.hpp"

#include <cmath>
#include <limits>

namespace softmax::verify::property {
namespace {
constexpr double kInfinity = std::numeric_limits<double>::infinity();
Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  if (!done(reply)) return outcome;
  for (std::size_t r = 0; r < reply.y.rows && !outcome.violation; ++r) {
    if (bench.kind(r) != RowKind::regular) continue;
    const auto y = results(reply, r);
    double low = 0.0;
    double high = 1.0;
    if (bench.function() == Function::log_softmax) {
      low = -std::numeric_limits<double>::infinity();
      high = 0.0;
    } else if (bench.function() == Function::logsumexp) {
      const JudgedRow& judged = bench.judged(r);
      const double slack = judged.absolute_bound(0);
      const double a = judged.exact().maximum;
      // ln m <= 709.8 and the sum are rounded outward by one step each.
      const double ln_m = std::log(static_cast<double>(judged.exact().unmasked));
      low = a - slack;
      high = std::nextafter(std::nextafter(a + ln_m * (1 + 0x1p-50), kInfinity) + slack, kInfinity);
    }
    for (std::size_t j = 0; j < y.size(); ++j) {
      ++outcome.compared;
      if (y[j] >= low && y[j] <= high) continue;
      // An infinity that the bound admits, as the number after the greatest one.
      const bool overflow = bench.function() == Function::logsumexp && std::isinf(y[j]);
      if (overflow && !bench.judged(r).judge(j, y[j]).beyond) continue;
      outcome.violation =
          violation(fmt::format("result {} of row {} is {}, outside [{}, {}]", j, r, shown(y[j]),
                                decimal(low), decimal(high)),
                    r, j, y[j], fmt::format("[{}, {}]", hexfloat(low), hexfloat(high)));
      break;
    }
  }
  return outcome;
}

}  // namespace

extern const Property kRange;
const Property kRange = {
    "range",
    "softmax: 0 <= y <= 1; log_softmax: y <= 0; logsumexp: max x <= y <= max x + ln n. Never NaN.",
    "none for softmax and log_softmax; the bound of the contract on both sides for logsumexp",
    "overflow of a plain exp (NaN), an exp that goes negative, a shift that is not the maximum",
    "every wrong value inside the range",
    applies,
    check,
};

}  // namespace softmax::verify::property
