// What is measured: a function on rows of one format, in this process.
#pragma once

#include <cstddef>
#include <functional>

namespace softmax::verify::bench {

// As the C ABI has it: rows x cols elements of x, y of the right size; false: refused.
using Kernel = std::function<bool(const void* x, void* y, std::size_t rows, std::size_t cols)>;

}  // namespace softmax::verify::bench
