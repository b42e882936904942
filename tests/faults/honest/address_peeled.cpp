// honest: address_peeled
// variant: blocked_lanes
// contract: reproducibility=bound
// Entries up to the first address that 32 divides go one by one, then eight sums side by side, then
// the rest one by one, as a vectorising compiler peels a loop: the order of the additions, and so
// the bits, depend on the address. Any order has σ = m − 1, so every answer is within the bound of
// the default contract, and two of them within twice that. exp and quotient are the same for all.
#include "support/rows.hpp"
using namespace faults;

template <class T>
static T sum_of(const T* x, size_t n, T m) {
  T s = 0, lanes[8] = {};
  size_t j = 0;
  for (; j < n && reinterpret_cast<uintptr_t>(x + j) % 32 != 0; ++j) s += exp(x[j] - m);
  for (; j + 8 <= n; j += 8)
    for (size_t i = 0; i < 8; ++i) lanes[i] += exp(x[j + i] - m);
  for (const T lane : lanes) s += lane;
  for (; j < n; ++j) s += exp(x[j] - m);
  return s;
}

template <class T>
static void row(const T* x, T* y, size_t n) {
  const T m = max_of(x, n), s = sum_of(x, n, m);
  for (size_t j = 0; j < n; ++j) y[j] = exp(x[j] - m) / s;
}

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<double>);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<float>);
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    const float m = max_of(a, n);
    return isfinite(m) ? m + logf(sum_of(a, n, m)) : m;
  });
}
