// Door 1: a shared library with the C ABI, called in a worker process.
#pragma once

#include <memory>
#include <string>

#include "verify/subject/subject.hpp"

namespace softmax::verify::subject {

// Loads the library at `path` in a worker. Throws UsageError if there is no such file, if it cannot
// be loaded, or if it has none of the names.
std::unique_ptr<Subject> open_shared_library(const Spec& spec, const std::string& path);

}  // namespace softmax::verify::subject
