#include <fmt/format.h>

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>

#include "verify/core/usage_error.hpp"
#include "verify/power/power.hpp"

namespace softmax::verify::power {
namespace {

constexpr std::array kKinds = {"fault", "equivalent", "honest", "hostile"};
constexpr double kHostileTimeLimit = 2.0;  // seconds a call; they hang on purpose
constexpr std::uint64_t kHostileMemory = 1ULL << 30U;

Kind kind_named(const std::string& text) {
  for (std::size_t k = 0; k < kKinds.size(); ++k) {
    if (text == kKinds[k]) return static_cast<Kind>(k);
  }
  throw UsageError(fmt::format("kind '{}' must be fault, equivalent, honest or hostile", text));
}

template <typename T, typename Named>
std::vector<T> named_list(const nlohmann::json& list, Named named) {
  std::vector<T> out;
  for (const std::string text : list) {
    const auto value = named(text);
    if (!value) throw UsageError(fmt::format("'{}' is not a function or format", text));
    out.push_back(*value);
  }
  return out;
}

Entry entry_of(const nlohmann::json& one, const std::filesystem::path& folder) {
  Entry entry;
  entry.kind = kind_named(one.at("kind"));
  entry.id = one.at("id");
  entry.fault_class = one.at("class");
  entry.laws = one.at("laws").get<std::vector<std::string>>();
  entry.trigger = one.at("trigger");
  entry.variant = one.value("variant", "");
  entry.functions = named_list<Function>(one.at("functions"),
                                         [](const auto& text) { return function_named(text); });
  entry.formats =
      named_list<Format>(one.at("formats"), [](const auto& text) { return format_named(text); });
  for (const auto& [key, value] : one.at("contract").items()) {
    set_key(entry.target.contract, key,
            value.is_string() ? value.get<std::string>() : value.dump());
  }
  subject::Spec& spec = entry.target.spec;
  if (one.at("door") == 2) {
    spec.text = fmt::format("exec:python3 '{}'", one.at("program").get<std::string>());
    spec.functions = entry.functions;
    spec.formats = entry.formats;
  } else {
    spec.text = (folder / one.at("library").get<std::string>()).string();
  }
  if (entry.kind == Kind::hostile) {
    spec.time_limit_seconds = kHostileTimeLimit;
    spec.memory_limit_bytes = kHostileMemory;
  }
  return entry;
}

}  // namespace

const char* name(Kind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::vector<Entry> read_manifest(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) {
    throw UsageError(fmt::format(
        "the list of faults {} cannot be read; build the target `faults`, or name it with --faults",
        file.string()));
  }
  std::vector<Entry> entries;
  try {
    for (const auto& one : nlohmann::json::parse(in)) {
      entries.push_back(entry_of(one, file.parent_path()));
    }
  } catch (const nlohmann::json::exception& error) {
    throw UsageError(
        fmt::format("the list of faults {} is malformed: {}", file.string(), error.what()));
  }
  return entries;
}

}  // namespace softmax::verify::power
