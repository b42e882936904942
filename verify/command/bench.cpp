#include "verify/bench/bench.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "verify/bench/writers.hpp"
#include "verify/command/command.hpp"
#include "verify/command/progress_bar.hpp"
#include "verify/command/shared_options.hpp"
#include "verify/core/usage_error.hpp"
#include "verify/report/write_files.hpp"

namespace softmax::verify::command {
namespace {

struct BenchOptions {
  std::vector<std::string> functions, formats, shapes, symbols;
  std::string out = "reports";
  bench::Options options;
};

bench::Options options_of(const BenchOptions& given) {
  bench::Options options = given.options;
  options.functions = parse_functions(given.functions);
  options.formats = parse_formats(given.formats);
  options.symbols = parse_symbols(given.symbols);
  if (!(options.plan.min_time >= 1e-4 && options.plan.min_time <= 60.0)) {  // nor NaN
    throw UsageError(
        fmt::format("--min-time '{}' must be seconds from 0.0001 to 60", options.plan.min_time));
  }
  for (const std::string& shape : given.shapes) {
    options.shapes.push_back(bench::parse_shape(shape));
  }
  return options;
}

// The command that repeats the run, without its folder.
std::string command_line(const BenchOptions& given) {
  std::string line = "./run bench";
  for (const std::string& subject : given.options.subjects) line += " " + subject;
  const auto add = [&line](const char* option, const std::vector<std::string>& values) {
    if (!values.empty()) line += fmt::format(" {} {}", option, fmt::join(values, ","));
  };
  add("--function", given.functions);
  add("--format", given.formats);
  add("--shape", given.shapes);
  for (const std::string& symbol : given.symbols) line += " --symbol " + symbol;
  return line + fmt::format(" --rounds {} --min-time {}", given.options.plan.rounds,
                            given.options.plan.min_time);
}

int run_bench(const BenchOptions& given) {
  const bench::Options options = options_of(given);
  report::write_files(given.out, {});  // an unusable folder is seen before the work
  ProgressBar bar;
  bench::Record record = bench::run(options, std::ref(bar));
  bar.clear();
  record.command = command_line(given);
  bench::write_all(record, given.out);
  fmt::print("{}The report lies in {}/speed.md and speed.json\n", bench::to_terminal(record),
             given.out);
  return bench::exit_status(record);
}

}  // namespace

void add_bench(CLI::App& app, int& status) {
  auto given = std::make_shared<BenchOptions>();
  bench::Plan& plan = given->options.plan;
  CLI::App* verb = app.add_subcommand("bench", "time subjects side by side, in one process");
  verb->footer(
      "A SUBJECT is a built-in name, a peer (eigen-native, onednn, xnnpack, sleef, torch,\n"
      "torch-avx512, or peers for all that are built), or the path of a shared library, which is\n"
      "called in this process. Without one: this library and all peers.\n"
      "Exit status 1 when results are beyond the bound of a careful implementation, 3 when "
      "nothing\n"
      "could be timed.\n"
      "Example: softmax-verify bench softmax peers ./libmine.so --function softmax --format f32");
  verb->add_option("subjects", given->options.subjects, "what to time")->type_name("SUBJECT");
  const auto list = [verb](const char* option, std::vector<std::string>& into, const char* what) {
    verb->add_option(option, into, what)->delimiter(',')->allow_extra_args(false);
  };
  list("--function", given->functions, "softmax, log_softmax, logsumexp");
  list("--format", given->formats, "f64, f32, f16, bf16");
  list("--shape", given->shapes, "ROWSxCOLS, for example 4096x16,32x32000");
  verb->add_option("--symbol", given->symbols, "map a symbol: softmax_f32=my_kernel");
  verb->add_option("--rounds", plan.rounds, "interleaved rounds of each measurement")
      ->check(CLI::Range(1U, 1000U))
      ->capture_default_str();
  verb->add_option("--min-time", plan.min_time, "least seconds of one round")
      ->capture_default_str();
  verb->add_option("--out", given->out, "folder of the report")->capture_default_str();
  verb->callback([given, &status] { status = run_bench(*given); });
}

}  // namespace softmax::verify::command
