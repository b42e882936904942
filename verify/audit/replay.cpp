#include "verify/audit/replay.hpp"

#include <fmt/format.h>

#include "verify/core/hexfloat.hpp"
#include "verify/core/usage_error.hpp"
#include "verify/property/bench.hpp"
#include "verify/property/property.hpp"

namespace softmax::verify::audit {
namespace {

constexpr std::size_t kShown = 16;  // results of a row that are printed

void print_row(property::Bench& bench, const subject::Reply& reply, std::size_t r) {
  const auto x = bench.x().row(r);
  const auto y = reply.y.row(r);
  const bool regular = bench.kind(r) == property::RowKind::regular;
  fmt::print("row {}\n  {:>24}  {:>24}  {:>24}  {:>10}  {:>10}\n", r, "x", "subject", "exact",
             "ULP", "bound");
  for (std::size_t j = 0; j < std::min(std::max(x.size(), y.size()), kShown); ++j) {
    const std::string left = j < x.size() ? hexfloat(x[j]) : "";
    if (j >= y.size()) {
      fmt::print("  {:>24}\n", left);
    } else if (regular) {
      auto& judged = bench.judged(r);
      const auto judgement = judged.judge(j, y[j]);
      fmt::print("  {:>24}  {:>24}  {:>24}  {:>10.4g}  {:>10.4g}{}\n", left, hexfloat(y[j]),
                 hexfloat(judged.approximate(j)), judgement.ulp.high, judgement.bound_ulp,
                 judgement.beyond ? "  beyond the bound" : "");
    } else {
      fmt::print("  {:>24}  {:>24}\n", left, hexfloat(y[j]));
    }
  }
  if (x.size() > kShown) fmt::print("  ... {} entries more\n", x.size() - kShown);
}

// The first eight rows, and the one that a finding is about.
std::vector<std::size_t> shown_rows(std::size_t rows, const property::Outcome& outcome) {
  std::vector<std::size_t> shown;
  for (std::size_t r = 0; r < std::min<std::size_t>(rows, 8); ++r) shown.push_back(r);
  if (outcome.violation && outcome.violation->row >= shown.size() && outcome.violation->row < rows)
    shown.push_back(outcome.violation->row);
  return shown;
}

}  // namespace

int replay(const Target& target, const Replayable& what) {
  const auto subject = subject::open(target.spec);
  oracle::Oracle oracle;
  property::Bench bench(*subject, oracle, target.contract, what.function, what.format);
  if (!bench.offers(what.function)) {
    throw UsageError(fmt::format("subject {} does not offer {}_{}, which the witness is about",
                                 target.spec.text, name(what.function), traits(what.format).name));
  }
  const property::Property& law = *property::property_named(what.law);
  if (const std::string why = law.skipped(bench); !why.empty()) {
    throw UsageError(fmt::format("the law of {} does not apply: {}", law.name, why));
  }
  bench.begin(what.witness.x, what.witness.case_number, what.witness.placement);
  fmt::print("{} {} {}, {} x {}, law of {}: {}\n", target.spec.text, name(what.function),
             traits(what.format).name, what.witness.x.rows, what.witness.x.cols, law.name, law.law);
  (void)bench.base();  // the first call of the process, whatever the law calls next
  const property::Outcome outcome = property::check_witness(law, bench);
  if (bench.base().ending == subject::Ending::done) {
    for (const std::size_t r : shown_rows(what.witness.x.rows, outcome)) {
      print_row(bench, bench.base(), r);
    }
  } else {
    fmt::print("the call did not end well: {}\n", bench.base().detail);
  }
  if (outcome.violation) {
    fmt::print("violated: {}\n", outcome.violation->message);
    return 1;
  }
  fmt::print("{}: {} values compared\n", outcome.compared > 0 ? "holds" : "vacuous",
             outcome.compared);
  return outcome.compared > 0 ? 0 : 3;
}

}  // namespace softmax::verify::audit
