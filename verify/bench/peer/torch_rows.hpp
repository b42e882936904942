// Rows of the C ABI as tensors, for the two adapters of libtorch.
#pragma once

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <cstdint>
#include <exception>

namespace softmax::verify::bench {

// compute(in, out) on tensors that wrap x (rows x cols) and y (the same, or rows values); false
// where libtorch has no such kernel for the type.
template <at::ScalarType type, class T, class Compute>
bool on_tensors(const T* x, T* y, std::size_t rows, std::size_t cols, bool one_a_row,
                Compute compute) {
  try {
    static const bool one_thread = (at::set_num_threads(1), true);
    static_cast<void>(one_thread);
    const c10::InferenceMode no_gradients;
    const auto r = static_cast<std::int64_t>(rows);
    const auto c = static_cast<std::int64_t>(cols);
    const at::Tensor in = at::from_blob(const_cast<T*>(x), {r, c}, type);
    at::Tensor out = one_a_row ? at::from_blob(y, {r}, type) : at::from_blob(y, {r, c}, type);
    compute(in, out);
    return out.data_ptr() == y;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace softmax::verify::bench
