#include <algorithm>
#include <cmath>
#include <limits>

#include "verify/property/layouts.hpp"
#include "verify/property/policies.hpp"
#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

subject::Placement placed(const Bench& bench, std::uint64_t which) {
  return strided_placement(bench, which, bench.x().rows, bench.x().cols);
}

// Layouts of a case: one, three where rows are so long that few cases have them.
std::uint64_t layouts(const Bench& bench) {
  constexpr std::size_t kLong = 4097;
  return bench.x().values.empty() ? 0 : bench.x().cols < kLong ? 1 : 3;
}

void ask(Bench& bench) {
  for (std::uint64_t k = 0; k < layouts(bench); ++k) bench.ask(bench.x(), placed(bench, k));
}

// Calls with layout `which` and holds the reply against the contract.
void check_layout(Bench& bench, std::uint64_t which, Outcome& outcome) {
  const Matrix& x = bench.x();
  const subject::Placement p = placed(bench, which);
  const subject::Reply reply = bench.call(bench.function(), x, p);
  const std::string how = fmt::format(" (with {})", strides_text(p));
  const auto finite = [](double v) { return std::isfinite(v); };
  if (reply.ending == subject::Ending::refused && !reply.no_memory &&
      std::all_of(x.values.begin(), x.values.end(), finite)) {
    ++outcome.compared;
    outcome.violation = violation("rows of finite values are refused" + how, 0, 0,
                                  std::numeric_limits<double>::quiet_NaN(), "a result", p);
    outcome.violation->verdict = Verdict::refused;
  }
  if (!done(reply)) return;
  check_policies(bench, x, reply, how, outcome);
  for (std::size_t r = 0; r < x.rows && !outcome.violation; ++r) {
    if (bench.kind(r) != RowKind::regular) continue;
    const auto y = results(reply, r);
    for (std::size_t j = 0; j < y.size() && !outcome.violation; ++j) {
      ++outcome.compared;
      if (!bench.judged(r).judge(j, y[j]).beyond) continue;
      outcome.violation = violation(
          fmt::format("result {} of row {} is {}; the exact value is {}, further off than "
                      "the contract allows{}",
                      j, r, shown(y[j]), shown(bench.judged(r).approximate(j)), how),
          r, j, y[j], hexfloat(bench.judged(r).approximate(j)), p);
    }
  }
  if (outcome.violation) outcome.violation->placement = p;
}

Outcome check(Bench& bench) {
  Outcome outcome;
  for (std::uint64_t k = 0; k < layouts(bench) && !outcome.violation; ++k) {
    check_layout(bench, k, outcome);
  }
  return outcome;
}

}  // namespace

extern const Property kStrided;
const Property kStrided = {
    "strided",
    "through the _strided symbol every layout gives results within the contract, for rows with NaN "
    "and +inf too, and is not refused: x and y by themselves or alike, by rows or transposed, with "
    "gaps, elements apart, either direction of rows and of entries, at every alignment",
    "the contract, on each result",
    "strides ignored, input strides used for the output, a tail of one layout in another, a path "
    "for "
    "one stride",
    "layouts that were not drawn",
    [](const Bench& bench) -> std::string {
      return bench.offers(bench.function(), true) ? "" : "the subject has no _strided symbol";
    },
    check,
    ask,
};

}  // namespace softmax::verify::property
