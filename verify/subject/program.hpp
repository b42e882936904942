// Door 2: a program that reads and writes .npy arrays.
#pragma once

#include <memory>
#include <string>

#include "verify/subject/subject.hpp"

namespace softmax::verify::subject {

// One process a function and format, each started through `sh -c command` when it is first needed.
// Throws UsageError if the first ends before it has read a request.
std::unique_ptr<Subject> open_program(const Spec& spec, const std::string& command);

}  // namespace softmax::verify::subject
