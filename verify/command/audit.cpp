#include "verify/audit/audit.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <thread>

#include "verify/command/command.hpp"
#include "verify/command/progress_bar.hpp"
#include "verify/command/shared_options.hpp"
#include "verify/core/usage_error.hpp"
#include "verify/property/property.hpp"
#include "verify/report/writers.hpp"

namespace softmax::verify::command {
namespace {

struct AuditOptions {
  std::vector<std::string> subjects, functions, formats, laws;
  std::string budget, out = "reports/latest";
  std::uint64_t seed = 1;
  std::uint64_t cases = 2000;
  unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
  std::size_t max_cols = audit::Options{}.max_cols;
  bool strict = false;
  bool no_shrink = false;
  bool stop_at_first = false;
  ContractOptions contract;
  SubjectOptions subject;
};

audit::Options options_of(const AuditOptions& given) {
  audit::Options options;
  options.functions = parse_functions(given.functions);
  options.formats = parse_formats(given.formats);
  options.laws = given.laws;
  for (const std::string& law : options.laws) {
    if (property::property_named(law) == nullptr) {
      throw UsageError(fmt::format("--law '{}' is not a law; softmax-verify list shows them", law));
    }
  }
  options.seed = given.seed;
  options.cases = given.cases;
  if (!given.budget.empty()) options.budget_seconds = parse_duration(given.budget);
  options.jobs = given.jobs;
  options.max_cols = given.max_cols;
  options.stop_at_first = given.stop_at_first;
  options.shrink = !given.no_shrink;
  return options;
}

std::vector<audit::Target> targets_of(const AuditOptions& given, const audit::Options& options) {
  if (given.subjects.empty()) {
    auto targets = audit::default_targets();
    for (audit::Target& target : targets) {
      for (const auto& [key, value] : given.contract.keys) set_key(target.contract, key, value);
    }
    return targets;
  }
  std::vector<audit::Target> targets;
  for (const std::string& text : given.subjects) {
    audit::Target target;
    target.spec = given.subject.resolve(text);
    target.spec.functions = options.functions;
    target.spec.formats = options.formats;
    target.contract = given.contract.resolve(text);
    targets.push_back(std::move(target));
  }
  return targets;
}

int run_audit(const AuditOptions& given, const std::string& command_line) {
  const audit::Options options = options_of(given);
  const auto targets = targets_of(given, options);
  ProgressBar bar;
  report::Record record = audit::run(targets, options, std::ref(bar));
  record.command = command_line;
  audit::write_witnesses(record, given.out);
  report::write_all(record, given.out);
  bar.clear();
  fmt::print("{}", report::to_terminal(record, isatty(STDOUT_FILENO) != 0));
  fmt::print("The report lies in {0}/: {0}/index.html, report.json, report.md, junit.xml\n",
             given.out);
  return audit::exit_status(record, given.strict);
}

}  // namespace

void add_audit(CLI::App& app, int& status) {
  auto given = std::make_shared<AuditOptions>();
  CLI::App* verb = app.add_subcommand("audit", "audit subjects and write a report");
  verb->footer(
      "A SUBJECT is a built-in name (softmax-verify list), a path to a shared library, or\n"
      "exec:COMMAND. Without one: this library, and Eigen for interest.\n"
      "Example: softmax-verify audit ./libmine.so --format f32 --accuracy ulp:4");
  verb->add_option("subjects", given->subjects, "what to audit")->type_name("SUBJECT");
  verb->add_option("--function", given->functions, "softmax, log_softmax, logsumexp")
      ->delimiter(',')
      ->allow_extra_args(false);
  verb->add_option("--format", given->formats, "f64, f32, f16, bf16")
      ->delimiter(',')
      ->allow_extra_args(false);
  verb->add_option("--law", given->laws, "only these laws")
      ->delimiter(',')
      ->allow_extra_args(false);
  verb->add_option("--seed", given->seed, "seed of all cases")->capture_default_str();
  verb->add_option("--cases", given->cases, "cases for each function and format")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  verb->add_option("--budget", given->budget,
                   "instead of --cases: time for each function and format, for example 30s");
  verb->add_option("--jobs", given->jobs, "threads and workers")
      ->check(CLI::Range(1U, 1024U))
      ->capture_default_str();
  verb->add_option("--longest", given->max_cols, "longest row; few are beyond 4096")
      ->check(CLI::Range(std::size_t{1}, audit::Options{}.max_cols))
      ->capture_default_str();
  verb->add_option("--out", given->out, "folder of the report")->capture_default_str();
  verb->add_flag("--strict", given->strict, "findings in subjects audited for interest fail too");
  verb->add_flag("--stop-at-first", given->stop_at_first,
                 "leave a function and format at its first finding");
  verb->add_flag("--no-shrink", given->no_shrink, "report findings as they were met");
  given->contract.add_to(*verb);
  given->subject.add_to(*verb);
  verb->callback([given, &status] {
    std::string line = "softmax-verify audit";
    for (const std::string& subject : given->subjects) line += " '" + subject + "'";
    if (given->budget.empty()) line += fmt::format(" --cases {}", given->cases);
    status = run_audit(*given, line + fmt::format(" --seed {}", given->seed));
  });
}

}  // namespace softmax::verify::command
