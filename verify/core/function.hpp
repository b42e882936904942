// The three functions under audit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace softmax::verify {

enum class Function : std::uint8_t { softmax, log_softmax, logsumexp };

inline constexpr Function kFunctions[] = {Function::softmax, Function::log_softmax,
                                          Function::logsumexp};

constexpr std::string_view name(Function function) {
  constexpr std::string_view kNames[] = {"softmax", "log_softmax", "logsumexp"};
  return kNames[static_cast<std::size_t>(function)];
}

constexpr std::optional<Function> function_named(std::string_view text) {
  for (const Function function : kFunctions) {
    if (name(function) == text) return function;
  }
  return std::nullopt;
}

// Number of results of one row of `cols` entries: logsumexp gives one, the others one an entry.
constexpr std::size_t results_per_row(Function function, std::size_t cols) {
  return function == Function::logsumexp ? 1 : cols;
}

}  // namespace softmax::verify
