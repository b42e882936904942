// Opening the subjects of these tests and calling them with one row.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "verify/core/usage_error.hpp"
#include "verify/subject/subject.hpp"

namespace softmax::verify::subject::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

inline std::string library(const std::string& name) {
  return std::string(SOFTMAX_TEST_SUBJECTS) + "/" + name + ".so";
}

// The function `deed` of a library as its softmax_f64 (`symbol` for another name of the ABI).
inline std::unique_ptr<Subject> open_deed(const std::string& name, const std::string& deed,
                                          double time_limit = 10,
                                          const std::string& symbol = "softmax_f64") {
  Spec spec;
  spec.text = library(name);
  spec.symbols = {{symbol, deed}};
  spec.time_limit_seconds = time_limit;
  return open(spec);
}

inline Reply call(Subject& subject, const Matrix& x, const Placement& placement = {},
                  Function function = Function::softmax, Format format = Format::f64) {
  return subject.call({function, format, &x, placement});
}

inline Reply call_row(Subject& subject, std::vector<double> row, const Placement& placement = {}) {
  return call(subject, Matrix(std::move(row)), placement);
}

inline bool has(const Reply& reply, Breach breach) {
  for (const auto& [kind, text] : reply.breaches) {
    if (kind == breach) return true;
  }
  return false;
}

// The sentences of all breaches.
inline std::string breaches(const Reply& reply) {
  std::string text;
  for (const auto& breach : reply.breaches) text += breach.second + "\n";
  return text;
}

inline std::string usage_error(const Spec& spec) {
  try {
    open(spec);
  } catch (const UsageError& error) {
    return error.what();
  }
  return {};
}

}  // namespace softmax::verify::subject::test
