// A careful three-pass row, split where a fault can be put in: the shift, the exp, the sum, the
// last step. Each template takes anything with operator[] (a pointer, or a View with a stride).
//
// Formats: float and double, computed in themselves. Special values: a NaN anywhere, a +inf
// anywhere or only −inf makes the row NaN (exp of NaN, inf − inf, 0/0); logsumexp gives −inf and
// +inf there. Error: recursive summation, libm's exp and log (below 1 ULP): the `shifted` bound of
// theory.md with E = 2, σ = n − 1; the default contract allows E = 4.
#pragma once

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#include <type_traits>

#define SUBJECT extern "C" __attribute__((visibility("default")))

namespace faults {

/// Elements `stride` apart, from `first` on; the stride may be negative.
template <class T>
struct View {
  T* first;
  ptrdiff_t stride;
  T& operator[](size_t j) const { return first[static_cast<ptrdiff_t>(j) * stride]; }
};

template <class X>
using ValueOf = std::remove_cv_t<std::remove_reference_t<decltype(X()[0])>>;

/// libm's exp in the format of the argument.
struct Exp {
  template <class T>
  T operator()(T d) const {
    return exp(d);
  }
};

/// Largest of x[0..n); NaN once one is met; −inf for n = 0.
template <class X>
ValueOf<X> max_of(X x, size_t n) {
  ValueOf<X> m = -INFINITY;
  for (size_t j = 0; j < n; ++j)
    if (x[j] > m || isnan(x[j])) m = x[j];
  return m;
}

/// Σ exp(x_j − m), recursive, in the format of x.
template <class X, class T, class E = Exp>
T sum_of_exp(X x, size_t n, T m, E e = {}) {
  T s = 0;
  for (size_t j = 0; j < n; ++j) s += e(x[j] - m);
  return s;
}

/// y_j = exp(x_j − m) / Σ exp(x_i − m); x may be y.
template <class X, class Y, class T, class E = Exp>
void softmax_from(X x, Y y, size_t n, T m, E e = {}) {
  T s = 0;
  for (size_t j = 0; j < n; ++j) {
    const T t = e(x[j] - m);
    s += t;
    y[j] = t;
  }
  for (size_t j = 0; j < n; ++j) y[j] = y[j] / s;
}

/// y_j = (x_j − m) − ln Σ exp(x_i − m); x may be y.
template <class X, class Y, class T, class E = Exp>
void log_softmax_from(X x, Y y, size_t n, T m, E e = {}) {
  const T l = log(sum_of_exp(x, n, m, e));
  for (size_t j = 0; j < n; ++j) y[j] = (x[j] - m) - l;
}

/// m + ln Σ exp(x_i − m); m itself where it is not finite (only −inf; a +inf; a NaN).
template <class X, class T, class E = Exp>
T logsumexp_from(X x, size_t n, T m, E e = {}) {
  return isfinite(m) ? m + log(sum_of_exp(x, n, m, e)) : m;
}

template <class X, class Y>
void softmax_row(X x, Y y, size_t n) {
  softmax_from(x, y, n, max_of(x, n));
}

template <class X, class Y>
void log_softmax_row(X x, Y y, size_t n) {
  log_softmax_from(x, y, n, max_of(x, n));
}

template <class X>
ValueOf<X> logsumexp_row(X x, size_t n) {
  return logsumexp_from(x, n, max_of(x, n));
}

}  // namespace faults
