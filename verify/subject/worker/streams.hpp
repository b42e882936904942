// Whether standard output and standard error are still what they were when the worker began.
#pragma once

#include <cstdint>

namespace softmax::verify::subject {

void remember_streams();

// Bit 0: standard output was closed or replaced, bit 1: standard error.
std::uint8_t changed_streams();

}  // namespace softmax::verify::subject
