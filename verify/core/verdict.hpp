// Outcomes beyond pass and fail.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace softmax::verify {

enum class Verdict : std::uint8_t {
  conforming,  // compared, and every law held
  violated,    // a law was broken
  refused,     // the subject refused (nonzero return)
  crashed,     // the subject died on an input
  hung,        // the subject did not come back
  vacuous,     // nothing useful was compared
};

constexpr std::string_view name(Verdict verdict) {
  constexpr std::string_view kNames[] = {"conforming", "violated", "refused",
                                         "crashed",    "hung",     "vacuous"};
  return kNames[static_cast<std::size_t>(verdict)];
}

}  // namespace softmax::verify
