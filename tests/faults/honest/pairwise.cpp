// honest: pairwise
// contract: summation=pairwise
// The sum is a tree of halves down to single terms: its depth is ⌈log2 n⌉ exactly (a part of k
// entries is cut into ⌊k/2⌋ and ⌈k/2⌉, and ⌈log2⌈k/2⌉⌉ = ⌈log2 k⌉ − 1). All else as in three_pass.
// Each partial sum is at least each of its terms, so s ≥ exp(0) = 1 and no result exceeds 1.
#include "support/rows.hpp"
using namespace faults;

template <class T>
static T tree(const T* x, size_t n, T m) {
  if (n == 0) return 0;
  if (n == 1) return exp(x[0] - m);
  return tree(x, n / 2, m) + tree(x + n / 2, n - n / 2, m);
}

template <class T>
static void row(const T* x, T* y, size_t n) {
  const T m = max_of(x, n);
  const T s = tree(x, n, m);
  for (size_t j = 0; j < n; ++j) y[j] = exp(x[j] - m) / s;
}

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<double>);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<float>);
}

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const double* a, size_t n) {
    const double m = max_of(a, n);
    return isfinite(m) ? m + log(tree(a, n, m)) : m;
  });
}
