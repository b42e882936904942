// What a figure of speed depends on besides the subjects.
#pragma once

#include <string>

namespace softmax::verify::bench {

std::string vector_extensions();  // of the processor: "avx avx2 fma", or "unknown"
std::string build_flags();        // with which this program and this library were compiled

}  // namespace softmax::verify::bench
