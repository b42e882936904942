// honest: pairwise_blocks
// variant: pairwise
// contract: summation=pairwise exp_error=6
// A tree over blocks of at most 8 entries, summed in a row: up to 7 additions in the block and
// ⌈log2⌈n/8⌉⌉ + 1 above it (halves of n are at most one level uneven), that is ⌈log2 n⌉ + 5 at
// most. The five above what `pairwise` means are stated in exp_error: 1.01 + 5 ≤ 6.01, and 6 is
// enough, as a level that is uneven has a block of 5 or fewer at its end: 4 + 1 additions instead
// of 7.
#include "support/rows.hpp"
using namespace faults;

template <class T>
static T tree(const T* x, size_t n, T m) {
  if (n <= 8) return sum_of_exp(x, n, m);
  return tree(x, n / 2, m) + tree(x + n / 2, n - n / 2, m);
}

template <class T>
static void row(const T* x, T* y, size_t n) {
  const T m = max_of(x, n), s = tree(x, n, m);
  for (size_t j = 0; j < n; ++j) y[j] = exp(x[j] - m) / s;
}

template <class T>
static T value(const T* x, size_t n) {
  const T m = max_of(x, n);
  return isfinite(m) ? m + log(tree(x, n, m)) : m;
}

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<double>);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<float>);
}

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, value<double>);
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, value<float>);
}
