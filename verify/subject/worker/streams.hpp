// What became of standard output and standard error, which the worker has from the auditor.
#pragma once

#include <cstdint>

namespace softmax::verify::subject {

void remember_streams();

// Bit 0: standard output was closed or replaced, bit 1: standard error.
std::uint8_t changed_streams();

// Bytes that stand in the file behind both; 0 where neither leads to it any more.
std::int64_t bytes_printed(std::uint8_t changed);

}  // namespace softmax::verify::subject
