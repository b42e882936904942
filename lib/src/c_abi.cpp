// The C interface of libsoftmax.so. Nothing else is exported (exports.map).
#include <cstddef>
#include <cstdint>

#include "softmax/rows.hpp"

namespace {

// The C side passes the bits of the 16-bit formats as uint16_t, which the wrapper types only name.
template <class T, class C>
const T* as(const C* p) {
  return reinterpret_cast<const T*>(p);
}
template <class T, class C>
T* as(C* p) {
  return reinterpret_cast<T*>(p);
}

/// 1 where the last resort finds no memory; no exception crosses the C interface.
template <class Call>
int guarded(Call call) {
  try {
    call();
    return 0;
  } catch (...) {
    return 1;
  }
}

}  // namespace

#define SOFTMAX_EXPORT extern "C" __attribute__((visibility("default")))

SOFTMAX_EXPORT const char* softmax_subject_info(void) {
  return "softmax::softmax " SOFTMAX_VERSION "";
}

// outputs: values of y a row, cols or 1.
#define SOFTMAX_C(function, outputs, suffix, C, T)                                                \
  SOFTMAX_EXPORT int function##_##suffix(const C* x, C* y, size_t rows, size_t cols) {            \
    auto layout = softmax::contiguous_rows(rows, cols);                                           \
    layout.y_row = static_cast<ptrdiff_t>(outputs);                                               \
    return guarded([&] { softmax::function##_rows<T>(as<T>(x), as<T>(y), layout); });             \
  }                                                                                               \
  SOFTMAX_EXPORT int function##_##suffix##_strided(                                               \
      const C* x, C* y, size_t rows, size_t cols, ptrdiff_t x_row_stride, ptrdiff_t x_col_stride, \
      ptrdiff_t y_row_stride, ptrdiff_t y_col_stride) {                                           \
    const softmax::RowLayout layout = {rows,         cols,         x_row_stride,                  \
                                       x_col_stride, y_row_stride, y_col_stride};                 \
    return guarded([&] { softmax::function##_rows<T>(as<T>(x), as<T>(y), layout); });             \
  }

#define SOFTMAX_C_FORMATS(function, outputs)                         \
  SOFTMAX_C(function, outputs, f64, double, double)                  \
  SOFTMAX_C(function, outputs, f32, float, float)                    \
  SOFTMAX_C(function, outputs, f16, std::uint16_t, softmax::float16) \
  SOFTMAX_C(function, outputs, bf16, std::uint16_t, softmax::bfloat16)

SOFTMAX_C_FORMATS(softmax, cols)
SOFTMAX_C_FORMATS(log_softmax, cols)
SOFTMAX_C_FORMATS(logsumexp, 1)
