// One row, seen through its strides.
#pragma once

#include <cstddef>

#include "format_traits.hpp"

namespace softmax::detail {

enum class Function { kSoftmax, kLogSoftmax, kLogSumExp };

/// n entries, `stride` elements apart.
template <class T>
struct Row {
  T* data = nullptr;
  std::size_t n = 0;
  std::ptrdiff_t stride = 1;

  T& operator[](std::size_t i) const { return data[static_cast<std::ptrdiff_t>(i) * stride]; }
};

}  // namespace softmax::detail
