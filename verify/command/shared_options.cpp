#include "verify/command/shared_options.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "verify/audit/audit.hpp"
#include "verify/core/hexfloat.hpp"
#include "verify/core/usage_error.hpp"

namespace softmax::verify::command {

void ContractOptions::add_to(CLI::App& verb) {
  verb.add_option("--contract", file, "JSON file of contract keys")->group("Contract");
  for (const std::string& key : contract_keys()) {
    std::string option = "--" + key;
    for (char& c : option) c = c == '_' ? '-' : c;
    verb.add_option_function<std::string>(
            option, [this, key](const std::string& value) { keys[key] = value; },
            "contract key " + key)
        ->group("Contract");
  }
}

Contract ContractOptions::resolve(const std::string& subject) const {
  Contract contract = audit::contract_of(subject);
  if (!file.empty()) {
    std::ifstream in(file);
    if (!in) throw UsageError(fmt::format("contract {}: there is no such file", file));
    std::ostringstream text;
    text << in.rdbuf();
    contract = parse_contract(text.str(), file);
  }
  for (const auto& [key, value] : keys) set_key(contract, key, value);
  return contract;
}

void SubjectOptions::add_to(CLI::App& verb) {
  verb.add_option("--symbol", symbols, "map a symbol: softmax_f32=my_kernel")->group("Subject");
  verb.add_option("--time-limit", time_limit, "seconds for one call")
      ->check(CLI::PositiveNumber)
      ->capture_default_str()
      ->group("Subject");
  verb.add_option("--memory-limit", memory_limit, "memory of a worker, for example 512M or 8G")
      ->capture_default_str()
      ->group("Subject");
}

subject::Spec SubjectOptions::resolve(const std::string& text) const {
  subject::Spec spec;
  spec.text = text;
  spec.time_limit_seconds = time_limit;
  spec.symbols = parse_symbols(symbols);
  const char unit = memory_limit.empty() ? '?' : memory_limit.back();
  const int shift = unit == 'G' ? 30 : unit == 'M' ? 20 : -1;
  const auto number =
      shift < 0 ? std::nullopt
                : parse_number(std::string_view(memory_limit).substr(0, memory_limit.size() - 1));
  if (!number || !(*number >= 1) || *number > 1e6) {
    throw UsageError(fmt::format("--memory-limit '{}' must be a number and M or G, for example 8G",
                                 memory_limit));
  }
  spec.memory_limit_bytes = static_cast<std::uint64_t>(std::ldexp(*number, shift));
  return spec;
}

namespace {
template <typename T, typename Named>
std::vector<T> parse_names(const std::vector<std::string>& names, const char* what,
                           const char* allowed, Named named) {
  std::vector<T> list;
  for (const std::string& text : names) {
    const auto value = named(text);
    if (!value) {
      throw UsageError(fmt::format("--{} '{}' must be one of {}", what, text, allowed));
    }
    list.push_back(*value);
  }
  return list;
}
}  // namespace

std::vector<Function> parse_functions(const std::vector<std::string>& names) {
  return parse_names<Function>(names, "function", "softmax, log_softmax, logsumexp",
                               [](const auto& text) { return function_named(text); });
}

std::vector<Format> parse_formats(const std::vector<std::string>& names) {
  return parse_names<Format>(names, "format", "f64, f32, f16, bf16",
                             [](const auto& text) { return format_named(text); });
}

std::vector<std::pair<std::string, std::string>> parse_symbols(
    const std::vector<std::string>& texts) {
  std::vector<std::pair<std::string, std::string>> symbols;
  for (const std::string& symbol : texts) {
    const auto equals = symbol.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == symbol.size()) {
      throw UsageError(fmt::format(
          "--symbol '{}' must be NAME=SYMBOL, for example softmax_f32=my_kernel", symbol));
    }
    symbols.emplace_back(symbol.substr(0, equals), symbol.substr(equals + 1));
  }
  return symbols;
}

double parse_duration(const std::string& text) {
  std::string_view digits = text;
  double unit = 1.0;
  if (digits.ends_with('s') || digits.ends_with('m')) {
    unit = digits.back() == 'm' ? 60.0 : 1.0;
    digits.remove_suffix(1);
  }
  const auto value = parse_number(digits);
  if (!value || !(*value > 0.0) || !std::isfinite(*value)) {
    throw UsageError(fmt::format("--budget '{}' must be a time, for example 30s or 2m", text));
  }
  return *value * unit;
}

}  // namespace softmax::verify::command
