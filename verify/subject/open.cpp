#include "verify/core/usage_error.hpp"
#include "verify/subject/program.hpp"
#include "verify/subject/shared_library.hpp"
#include "verify/subject/subject.hpp"

namespace softmax::verify::subject {

std::unique_ptr<Subject> open(const Spec& spec) {
  if (spec.text.empty()) {
    throw UsageError(
        "no subject is named: give a built-in name, the path of a shared library, or "
        "exec:COMMAND");
  }
  if (spec.text.starts_with(kProgram)) {
    return open_program(spec, spec.text.substr(kProgram.size()));
  }
  for (const BuiltIn& built_in : built_ins()) {
    if (built_in.name == spec.text) return open_shared_library(spec, built_in.path);
  }
  return open_shared_library(spec, spec.text);
}

}  // namespace softmax::verify::subject
