#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>

#include "verify/command/command.hpp"
#include "verify/command/shared_options.hpp"
#include "verify/core/hexfloat.hpp"
#include "verify/core/usage_error.hpp"
#include "verify/oracle/oracle.hpp"

namespace softmax::verify::command {
namespace {

struct OracleOptions {
  std::vector<std::string> values;
  std::vector<std::string> functions;
  int digits = 30;
};

std::vector<double> row_of(const OracleOptions& given) {
  std::vector<double> row;
  bool finite = false;
  for (const std::string& text : given.values) {
    const auto value = parse_number(text);
    if (!value || std::isnan(*value) || (std::isinf(*value) && *value > 0)) {
      throw UsageError(
          fmt::format("'{}' is not an entry the oracle has a value for; it takes finite numbers "
                      "(decimal or hexadecimal, read as f64) and -inf",
                      text));
    }
    finite = finite || std::isfinite(*value);
    row.push_back(*value);
  }
  if (!finite) throw UsageError("the row needs at least one finite entry");
  return row;
}

}  // namespace

void add_oracle(CLI::App& app, int& status) {
  auto given = std::make_shared<OracleOptions>();
  CLI::App* verb = app.add_subcommand("oracle", "print the exact values of a row");
  verb->footer("Example: softmax-verify oracle --digits 50 705 706 707 708 709 710");
  verb->add_option("values", given->values, "the row")->required()->type_name("X");
  verb->add_option("--digits", given->digits, "correct decimal digits")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  verb->add_option("--function", given->functions, "softmax, log_softmax, logsumexp (all)")
      ->delimiter(',')
      ->allow_extra_args(false);
  verb->positionals_at_end(false);
  verb->callback([given, &status] {
    const std::vector<double> row = row_of(*given);
    auto functions = parse_functions(given->functions);
    if (functions.empty()) functions.assign(std::begin(kFunctions), std::end(kFunctions));
    oracle::Oracle oracle;
    for (const Function function : functions) {
      fmt::print("{}\n", name(function));
      for (std::size_t j = 0; j < results_per_row(function, row.size()); ++j) {
        const std::string digits = oracle.digits(function, row, j, given->digits);
        if (function == Function::logsumexp) {
          fmt::print("  {}\n", digits);
        } else {
          fmt::print("  {:>12}  {}\n", decimal(row[j]), digits);
        }
      }
    }
    status = 0;
  });
}

}  // namespace softmax::verify::command
