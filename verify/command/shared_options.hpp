// Options that several verbs have: how to reach a subject, and what it promises.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "verify/audit/options.hpp"

namespace softmax::verify::command {

struct ContractOptions {
  std::string file;
  std::map<std::string, std::string> keys;  // contract key -> text, only those given

  void add_to(CLI::App& verb);
  // The contract file and the keys given, on top of what the subject promises by itself.
  Contract resolve(const std::string& subject) const;
};

struct SubjectOptions {
  std::vector<std::string> symbols;  // softmax_f32=my_kernel
  double time_limit = 10.0;
  std::string memory_limit = "8G";

  void add_to(CLI::App& verb);
  subject::Spec resolve(const std::string& text) const;
};

std::vector<Function> parse_functions(const std::vector<std::string>& names);
std::vector<Format> parse_formats(const std::vector<std::string>& names);
// Of NAME=SYMBOL: a name of the C ABI and the library's own.
std::vector<std::pair<std::string, std::string>> parse_symbols(
    const std::vector<std::string>& texts);
// "30s", "2m", "1.5": seconds.
double parse_duration(const std::string& text);

}  // namespace softmax::verify::command
