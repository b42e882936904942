// honest: strided_only
// variant: strided
// contract: reproducibility=bitwise
// The strided symbol alone: each row is gathered into a packed one, computed there and scattered.
// Copies are exact; numbers as in three_pass.
#include <vector>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  std::vector<float> packed(cols);
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          [&](View<const float> a, View<float> b, size_t n) {
                            for (size_t j = 0; j < n; ++j) packed[j] = a[j];
                            softmax_row(static_cast<const float*>(packed.data()), packed.data(), n);
                            for (size_t j = 0; j < n; ++j) b[j] = packed[j];
                          });
}
