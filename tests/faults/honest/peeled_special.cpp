// honest: peeled_special
// variant: address_peeled
// contract: nan=any reproducibility=bound
// Entries up to the first address that 32 divides keep a NaN, and the rest, clamped from above as
// minps does it, lose it: with a NaN or a +inf (whose gap is NaN) a row is NaN or has numbers, by
// its address. nan=any and positive_infinity=any leave both open. Rows of numbers are the careful
// ones at every address: gaps are at most 0 as they are.
#include "support/rows.hpp"
using namespace faults;

template <class T>
static void row(const T* x, T* y, size_t n) {
  T m = -T(INFINITY), s = 0;
  for (size_t j = 0; j < n; ++j) m = x[j] > m ? x[j] : m;
  bool aligned = false;
  for (size_t j = 0; j < n; ++j) {
    aligned = aligned || reinterpret_cast<uintptr_t>(x + j) % 32 == 0;
    const T gap = x[j] - m;
    y[j] = exp(aligned && m != -T(INFINITY) ? (gap < 0 ? gap : T(0)) : gap);
    s += y[j];
  }
  for (size_t j = 0; j < n; ++j) y[j] /= s;
}

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<double>);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<float>);
}
