// What a subject promises. Every bound used to accept or reject it comes from here.
// Keys, values and defaults: README.md of this folder (the table of the C ABI contract).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace softmax::verify {

enum class Accuracy { correctly_rounded, ulp, shifted };
enum class Summation { recursive, pairwise, compensated };
enum class Underflow { gradual, flush };
enum class NanPolicy { propagate, any };
enum class InfinityPolicy { nan, limit, any };
enum class MaskedPolicy { nan, zeros, uniform, any };
enum class Strictness { exact, bound };

struct Contract {
  Accuracy accuracy = Accuracy::shifted;
  double ulp = 0.0;        // limit in ULP, for Accuracy::ulp
  double exp_error = 4.0;  // relative error of the subject's exp, in u, for Accuracy::shifted
  Summation summation = Summation::recursive;
  Underflow underflow = Underflow::gradual;
  NanPolicy nan = NanPolicy::propagate;
  InfinityPolicy positive_infinity = InfinityPolicy::any;
  MaskedPolicy all_masked = MaskedPolicy::any;
  Strictness order = Strictness::exact;
  Strictness reproducibility = Strictness::exact;  // exact is spelled "bitwise"
  bool in_place = false;
  std::optional<std::size_t> max_cols;
  int threads = 1;

  friend bool operator==(const Contract&, const Contract&) = default;
};

// Sets one key from its text. Throws UsageError that names the key, the value and what is allowed.
void set_key(Contract& contract, std::string_view key, std::string_view value);

// Reads a JSON object of such keys. Throws UsageError; `origin` names the file in the message.
Contract parse_contract(std::string_view json_text, std::string_view origin);

// Every key with its value, in the order of the table; parse_contract reads it back.
std::vector<std::pair<std::string, std::string>> describe(const Contract& contract);

// Names of all keys, in the order of the table.
const std::vector<std::string>& contract_keys();

}  // namespace softmax::verify
