#include "verify/audit/finding.hpp"

#include <fmt/format.h>

#include <errno.h>  // program_invocation_name

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "verify/audit/witness_text.hpp"
#include "verify/core/format.hpp"
#include "verify/generator/shrink.hpp"
#include "verify/oracle/second_opinion.hpp"

namespace softmax::verify::audit {
namespace {

// Calls of the predicate; a lost call costs a worker, a hang a time limit, long rows their length,
// and a row to judge as much as kRow elements.
std::size_t shrink_budget(Verdict verdict, const Matrix& x) {
  constexpr std::size_t kElements = std::size_t{1} << 25U;  // asked of the subject in all
  constexpr std::size_t kRow = 8;
  const std::size_t elements = x.values.size() + kRow * x.rows;
  const std::size_t most = verdict == Verdict::hung ? 4 : verdict == Verdict::crashed ? 300 : 3000;
  return std::clamp<std::size_t>(kElements / std::max<std::size_t>(1, elements), 1, most);
}

std::string quoted(std::string_view text) {
  const bool plain =
      text.find_first_not_of(
          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:+=,*") ==
      std::string_view::npos;
  if (plain && !text.empty()) return std::string(text);
  std::string out = "'";
  for (const char c : text) c == '\'' ? out += "'\\''" : out += c;
  return out + "'";
}

// Does an exact value that was computed another way say the same? Only for laws of single values.
bool second_opinion_agrees(const property::Bench& bench, const property::Violation& violation,
                           const Matrix& x) {
  if (violation.row >= x.rows || !std::isfinite(violation.got)) return false;
  if (property::classify(x.row(violation.row)) != property::RowKind::regular) return false;
  const auto row = x.row(violation.row);
  const oracle::Exact other = oracle::second_opinion(bench.function(), row, violation.index);
  oracle::Oracle oracle;
  const oracle::RowExact exact = oracle.row(bench.function(), bench.format(), row);
  const error::RowBound bound(bench.contract(), bench.function(), bench.format(), row, exact);
  const error::Interval error = error::ulp_error(bench.format(), violation.got, other);
  return error.low > bound.ulp(violation.index);
}

// How this program was called: by the script that builds it, which says so, or itself.
std::string program() {
  const char* const script = std::getenv("SOFTMAX_VERIFY_CALLED_AS");
  return script != nullptr ? script : program_invocation_name;
}

bool speaks_of(const property::Violation& violation, const Matrix& x) {
  return !violation.x || (violation.x->rows == x.rows && violation.x->cols == x.cols &&
                          std::ranges::equal(violation.x->values, x.values, same_bits));
}

}  // namespace

std::string contract_options(const Contract& contract) {
  std::string text;
  const auto defaults = describe(Contract{});
  const auto mine = describe(contract);
  for (std::size_t k = 0; k < mine.size(); ++k) {
    if (mine[k].second == defaults[k].second) continue;
    std::string key = mine[k].first;
    for (char& c : key) c = c == '_' ? '-' : c;
    text += fmt::format(" --{} {}", key, mine[k].second);
  }
  return text;
}

std::string replay_command(const Target& target, Function function, Format format,
                           std::string_view law, const report::Witness& witness) {
  const std::string text = witness_text({std::string(law), function, format, witness});
  std::string symbols;
  for (const auto& [from, to] : target.spec.symbols) {
    symbols += fmt::format(" --symbol {}={}", from, to);
  }
  return fmt::format("{} replay --subject {}{}{} {}", quoted(program()), quoted(target.spec.text),
                     symbols, contract_options(target.contract), text);
}

report::Finding make_finding(const Target& target, Function function, Format format,
                             const property::Property& law, const FirstViolation& first,
                             std::uint64_t occurrences, bool shrink, subject::Subject& subject) {
  oracle::Oracle oracle;
  property::Bench bench(subject, oracle, target.contract, function, format);
  const property::Property& judge = property::judge_of(law);
  subject::Placement base;  // the base call of the law; strides are right for smaller shapes too
  if (first.violation.x) base = first.violation.placement;
  const auto ask = [&](const Matrix& x) {
    bench.begin(x, first.case_number, base);
    return property::check_witness(law, bench).violation;
  };

  report::Finding finding;
  finding.law = law.name;
  finding.occurrences = occurrences;
  finding.original_rows = first.x.rows;
  finding.original_cols = first.x.cols;
  finding.witness.case_number = first.case_number;
  finding.witness.family = first.family;
  finding.witness.x = first.x;
  std::optional<property::Violation> violation;
  const bool shrinkable = shrink && first.x.rows > 0 && first.x.cols > 0;
  if (shrinkable && (violation = ask(first.x))) {
    // A law may ask about other rows than those of the case. Where the witness itself breaks it,
    // so must whatever it is shrunk to.
    const bool own = speaks_of(*violation, first.x);
    const auto still = [&](const Matrix& x) {
      const auto again = ask(x);
      return again && again->verdict == first.violation.verdict && (!own || speaks_of(*again, x));
    };
    generator::Shrunk shrunk =
        generator::shrink(first.x, format, still, shrink_budget(first.violation.verdict, first.x));
    if (auto last = ask(shrunk.x)) {
      violation = std::move(last);
      finding.witness.x = std::move(shrunk.x);
    }
  }
  if (!violation) violation = first.violation;  // not seen again: the case as it was met
  finding.verdict = violation->verdict;
  finding.message = violation->message;
  finding.got = violation->got;
  finding.want = violation->want;
  finding.subject_stderr = violation->subject_stderr;
  finding.witness.row = violation->row;
  finding.witness.index = violation->index;
  finding.witness.placement = base;
  // Whoever replays the witness has called nothing before. A call that hangs is not made again.
  if (violation->verdict != Verdict::hung && bench.restart())
    finding.alone = ask(finding.witness.x).has_value();
  const bool of_values = judge.name == "accuracy" || judge.judge != nullptr;
  finding.confirmed = of_values && second_opinion_agrees(bench, *violation, finding.witness.x);
  finding.replay = replay_command(target, function, format, judge.name, finding.witness);
  return finding;
}

}  // namespace softmax::verify::audit
