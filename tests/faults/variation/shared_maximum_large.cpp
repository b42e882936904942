// fault: shared_maximum_large
// class: BATCH
// law: rows, batch
// trigger: softmax f32, 3 rows of 7000 entries, all 0 but the last row, which is -200: NaN
// 2 to 16 rows of more than 20000 elements together are shifted by the maximum of the whole batch.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  const bool shared = rows > 1 && rows < 17 && rows * cols > 20000;
  const float all = max_of(x, rows * cols);
  return each_row(x, y, rows, cols, [=](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    softmax_from(a, b, n, shared && isfinite(all) && isfinite(m) ? all : m);
  });
}
