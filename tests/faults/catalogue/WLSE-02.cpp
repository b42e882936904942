// fault: WLSE-02
// class: WLSE
// law: strided
// trigger: logsumexp f32, strided with a column stride of 2, [-1000] with 0 in the gap: -inf
// The maximum is taken over elements of weight zero. The C ABI has no weights; the elements that do
// not count are those in the gaps of a strided row.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return logsumexp_batch(x, y, rows, cols);
}

SUBJECT int logsumexp_f32_strided(const float* x, float* y, size_t rows, size_t cols,
                                  ptrdiff_t x_row, ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t) {
  for (size_t r = 0; r < rows; ++r) {
    const ptrdiff_t k = static_cast<ptrdiff_t>(r);
    const View<const float> a{x + k * x_row, x_col};
    float m = max_of(a, cols);
    if (isfinite(m) && cols > 1 && x_col > 1)
      m = fmaxf(m, max_of(&a[0], (cols - 1) * static_cast<size_t>(x_col) + 1));
    y[k * y_row] = logsumexp_from(a, cols, m);
  }
  return 0;
}
