#include "verify/core/contract.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

#include "verify/core/hexfloat.hpp"
#include "verify/core/usage_error.hpp"

namespace softmax::verify {
namespace {

// One row of the table: how a key is read, how it is written, and what it allows.
struct Key {
  std::string name;
  std::string allowed;
  std::function<bool(Contract&, std::string_view)> read;
  std::function<std::string(const Contract&)> write;
};

template <typename Enum>
Key choice(std::string name, Enum Contract::*member,
           std::vector<std::pair<std::string, Enum>> values) {
  std::string allowed;
  for (const auto& [text, value] : values) allowed += (allowed.empty() ? "" : ", ") + text;
  return {std::move(name), allowed,
          [member, values](Contract& c, std::string_view text) {
            for (const auto& [word, value] : values) {
              if (word == text) return c.*member = value, true;
            }
            return false;
          },
          [member, values](const Contract& c) {
            for (const auto& [word, value] : values) {
              if (c.*member == value) return word;
            }
            return std::string();
          }};
}

std::optional<long long> whole_number(std::string_view text) {
  const auto value = parse_number(text);
  if (!value || *value != std::floor(*value) || *value < 1 || *value > 1e15) return std::nullopt;
  return static_cast<long long>(*value);
}

bool read_accuracy(Contract& c, std::string_view text) {
  if (text == "correctly-rounded") return c.accuracy = Accuracy::correctly_rounded, true;
  if (text == "shifted") return c.accuracy = Accuracy::shifted, true;
  if (!text.starts_with("ulp:")) return false;
  const auto limit = parse_number(text.substr(4));
  if (!limit || !std::isfinite(*limit) || *limit < 0.5) return false;
  c.accuracy = Accuracy::ulp;
  c.ulp = *limit;
  return true;
}

std::string write_accuracy(const Contract& c) {
  if (c.accuracy == Accuracy::correctly_rounded) return "correctly-rounded";
  return c.accuracy == Accuracy::shifted ? "shifted" : "ulp:" + decimal(c.ulp);
}

const std::vector<Key>& keys() {
  static const std::vector<Key> table = {
      {"accuracy", "correctly-rounded, ulp:N with N >= 0.5, shifted", read_accuracy,
       write_accuracy},
      {"exp_error", "a number of u, 0 or more",
       [](Contract& c, std::string_view text) {
         const auto value = parse_number(text);
         if (!value || !std::isfinite(*value) || *value < 0) return false;
         return c.exp_error = *value, true;
       },
       [](const Contract& c) { return decimal(c.exp_error); }},
      choice("summation", &Contract::summation,
             {{"recursive", Summation::recursive},
              {"pairwise", Summation::pairwise},
              {"compensated", Summation::compensated}}),
      choice("underflow", &Contract::underflow,
             {{"gradual", Underflow::gradual}, {"flush", Underflow::flush}}),
      choice("nan", &Contract::nan, {{"propagate", NanPolicy::propagate}, {"any", NanPolicy::any}}),
      choice("positive_infinity", &Contract::positive_infinity,
             {{"nan", InfinityPolicy::nan},
              {"limit", InfinityPolicy::limit},
              {"any", InfinityPolicy::any}}),
      choice("all_masked", &Contract::all_masked,
             {{"nan", MaskedPolicy::nan},
              {"zeros", MaskedPolicy::zeros},
              {"uniform", MaskedPolicy::uniform},
              {"any", MaskedPolicy::any}}),
      choice("order", &Contract::order,
             {{"exact", Strictness::exact}, {"bound", Strictness::bound}}),
      choice("reproducibility", &Contract::reproducibility,
             {{"bitwise", Strictness::exact}, {"bound", Strictness::bound}}),
      choice("in_place", &Contract::in_place, {{"yes", true}, {"no", false}}),
      {"max_cols", "a whole number of 1 or more, or none",
       [](Contract& c, std::string_view text) {
         if (text == "none") return c.max_cols.reset(), true;
         const auto value = whole_number(text);
         if (!value) return false;
         return c.max_cols = static_cast<std::size_t>(*value), true;
       },
       [](const Contract& c) { return c.max_cols ? std::to_string(*c.max_cols) : "none"; }},
      {"threads", "a whole number from 1 to 1024",
       [](Contract& c, std::string_view text) {
         const auto value = whole_number(text);
         if (!value || *value > 1024) return false;
         return c.threads = static_cast<int>(*value), true;
       },
       [](const Contract& c) { return std::to_string(c.threads); }},
  };
  return table;
}

}  // namespace

void set_key(Contract& contract, std::string_view key, std::string_view value) {
  for (const Key& row : keys()) {
    if (row.name != key) continue;
    if (row.read(contract, value)) return;
    throw UsageError(
        fmt::format("contract key '{}' cannot be '{}': it takes {}", key, value, row.allowed));
  }
  throw UsageError(fmt::format("'{}' is not a contract key; the keys are {}", key,
                               fmt::join(contract_keys(), ", ")));
}

Contract parse_contract(std::string_view json_text, std::string_view origin) {
  const auto json = nlohmann::json::parse(json_text, nullptr, false);
  if (json.is_discarded() || !json.is_object()) {
    throw UsageError(fmt::format("contract {} is not a JSON object of contract keys", origin));
  }
  Contract contract;
  for (const auto& [key, value] : json.items()) {
    std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    try {
      set_key(contract, key, text);
    } catch (const UsageError& error) {
      throw UsageError(fmt::format("contract {}: {}", origin, error.what()));
    }
  }
  return contract;
}

std::vector<std::pair<std::string, std::string>> describe(const Contract& contract) {
  std::vector<std::pair<std::string, std::string>> all;
  for (const Key& row : keys()) all.emplace_back(row.name, row.write(contract));
  return all;
}

const std::vector<std::string>& contract_keys() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const Key& row : keys()) list.push_back(row.name);
    return list;
  }();
  return names;
}

}  // namespace softmax::verify
