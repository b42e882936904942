#include "softmax/verify/implementation.hpp"

#include <fmt/format.h>

#include "verify/audit/cell.hpp"
#include "verify/audit/finding.hpp"
#include "verify/audit/witness_text.hpp"
#include "verify/core/usage_error.hpp"
#include "verify/subject/callable.hpp"

namespace softmax::verify {
namespace {

// So that a law can be run on a subject that lives elsewhere.
class Borrowed final : public subject::Subject {
 public:
  explicit Borrowed(subject::Subject& lender) : lender_(lender) {}
  const subject::Info& info() const override { return lender_.info(); }
  subject::Reply call(const subject::Call& call) override { return lender_.call(call); }

 private:
  subject::Subject& lender_;
};

Function function_or_throw(std::string_view text) {
  if (const auto function = function_named(text)) return *function;
  throw UsageError(fmt::format(
      "there is no function {}: softmax, log_softmax and logsumexp are verified", text));
}

Format format_or_throw(std::string_view text) {
  if (const auto format = format_named(text)) return *format;
  throw UsageError(fmt::format("there is no format {}: f64, f32, f16 and bf16 are", text));
}

const property::Property& law_or_throw(std::string_view text) {
  if (const auto* law = property::property_named(text)) return *law;
  throw UsageError(fmt::format("there is no law {}; the laws: {}", text,
                               fmt::join(Implementation::laws(), ", ")));
}

}  // namespace

struct Implementation::Parts {
  explicit Parts(std::string name) : subject(std::move(name)) {}
  subject::Callable subject;
  Contract contract;
};

Implementation::Implementation(std::string name)
    : parts_(std::make_unique<Parts>(std::move(name))) {}
Implementation::~Implementation() = default;
Implementation::Implementation(Implementation&&) noexcept = default;
Implementation& Implementation::operator=(Implementation&&) noexcept = default;

Implementation& Implementation::add_untyped(std::string_view function, std::string_view format,
                                            Untyped body) {
  parts_->subject.add(function_or_throw(function), format_or_throw(format), std::move(body));
  return *this;
}

Implementation& Implementation::promise(std::string_view key, std::string_view value) {
  set_key(parts_->contract, key, value);
  return *this;
}

Implementation& Implementation::set_threads(std::function<void(int)> set) {
  parts_->subject.set_threads(std::move(set));
  return *this;
}

const std::string& Implementation::name() const { return parts_->subject.info().name; }

std::vector<Implementation::Cell> Implementation::cells() const {
  std::vector<Cell> cells;
  for (const subject::Offer& offer : parts_->subject.info().offers) {
    cells.push_back(
        {std::string(verify::name(offer.function)), std::string(traits(offer.format).name)});
  }
  return cells;
}

std::vector<std::string> Implementation::laws() {
  std::vector<std::string> names;
  for (const property::Property* law : property::properties()) names.emplace_back(law->name);
  return names;
}

LawReport Implementation::check(const Cell& cell, std::string_view law_name, const Budget& budget) {
  const property::Property& law = law_or_throw(law_name);
  const Function function = function_or_throw(cell.function);
  const Format format = format_or_throw(cell.format);
  audit::Target target;
  target.spec.text = name();
  target.contract = parts_->contract;
  audit::Options options;
  options.laws = {std::string(law.name)};
  options.seed = budget.seed;
  options.cases = budget.cases;
  options.max_cols = budget.longest;
  options.stop_at_first = true;
  options.shrink_first_only = true;
  std::vector<std::unique_ptr<subject::Subject>> subjects;
  subjects.push_back(std::make_unique<Borrowed>(parts_->subject));
  const report::Cell done =
      audit::run_cell(target, options, function, format, subjects, [](auto, auto) {});
  const report::PropertyRow& row = done.properties.front();
  LawReport report{row.skipped_why, row.cases, row.values, {}, {}};
  if (done.findings.empty()) return report;
  const report::Finding& finding = done.findings.front();
  report.witness = audit::witness_text(
      {std::string(property::judge_of(law).name), function, format, finding.witness});
  report.finding = fmt::format(
      "{} breaks the law of {}: {}\nthe law: {}\nfound in case {} of seed {} ({} x {} entries "
      "before shrinking)\n",
      name(), law.name, finding.message, law.law, finding.witness.case_number, budget.seed,
      finding.original_rows, finding.original_cols);
  return report;
}

LawReport Implementation::replay(std::string_view witness) {
  const audit::Replayable what = audit::parse_witness(witness);
  const property::Property& law = law_or_throw(what.law);
  oracle::Oracle oracle;
  property::Bench bench(parts_->subject, oracle, parts_->contract, what.function, what.format);
  LawReport report;
  report.skipped_why = law.skipped(bench);
  if (!report.skipped_why.empty()) return report;
  bench.begin(what.witness.x, what.witness.case_number, what.witness.placement);
  const property::Outcome outcome = property::check_witness(law, bench);
  report.cases = outcome.compared > 0 ? 1 : 0;
  report.values = outcome.compared;
  if (outcome.violation) {
    report.finding =
        fmt::format("{} breaks the law of {}: {}\n", name(), law.name, outcome.violation->message);
    report.witness = std::string(witness);
  }
  return report;
}

}  // namespace softmax::verify
