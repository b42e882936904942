// honest: merge_tree
// variant: pairwise
// contract: exp_error=26 summation=pairwise max_cols=4096
// A tree of pairs (m, s), as a parallel reduction has it: a leaf is (x, 1), a node rescales the sum
// of the smaller maximum. Up to 12 levels for n ≤ 4096, each with one exp (1.01 u), one product and
// one addition: E = 12·2.01 ≤ 24.2 in the sum, σ = ⌈log2 n⌉. The differences along a path telescope
// to d_i, so their roundings add up to at most d_i·u, as in B1. The numerators have 1.01.
#include "support/rows.hpp"
using namespace faults;

template <class T>
struct Node {
  T m, s;
};

template <class T>
static Node<T> tree(const T* x, size_t n) {
  if (n == 1) return {x[0], x[0] == -INFINITY ? T{0} : T{1}};
  Node<T> a = tree(x, n / 2), b = tree(x + n / 2, n - n / 2);
  if (isnan(a.m) || b.m == -INFINITY) return a;
  if (isnan(b.m) || a.m == -INFINITY) return b;
  if (a.m < b.m) {
    const Node<T> c = a;
    a = b, b = c;
  }
  return {a.m, a.s + b.s * exp(b.m - a.m)};
}

template <class T>
static int softmax(const T* x, T* y, size_t rows, size_t cols) {
  if (cols > 4096) return 1;
  return each_row(x, y, rows, cols, [](const T* a, T* b, size_t n) {
    if (n == 0) return;
    const Node<T> all = tree(a, n);
    const T s = isfinite(all.m) ? all.s : T{NAN};
    for (size_t j = 0; j < n; ++j) b[j] = exp(a[j] - all.m) / s;
  });
}

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return softmax(x, y, rows, cols);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax(x, y, rows, cols);
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (cols > 4096) return 1;
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    if (n == 0) return -INFINITY;
    const Node<float> all = tree(a, n);
    return isfinite(all.m) ? all.m + logf(all.s) : all.m;
  });
}
