// honest: vector_masked_tail
// contract: order=bound
// Vectors of 8 with an exp of their own; the tail is one more vector whose missing lanes are −inf,
// so that body and tail run the same code. exp(d) = 2^k·exp(r): k = rint(d·log2 e), |k| ≤ 159;
// ln 2 = c1 + c2 with c1 of 16 bits, so k·c1 is exact, d − k·c1 is exact but for subnormals of no
// weight (Sterbenz, |d| near |k|·c1), and r = (d − k·c1) − k·c2 is off by at most 2^-26 + 2^-43
// (|r| ≤ 0.35, one rounding of r, the rest of c2). The polynomial of degree 7 is cut at
// 0.35^8/8! < 2^-27 and its Horner form loses at most 1 + 0.35·2 u to first order: together below
// 2.5 u, where the contract allows 4. The factor 2^k is applied as two factors: the first product
// is exact, the second rounds into the subnormals at most once (η/2). Not proved monotone, hence
// order=bound. Lanes are summed apart, at most n − 1 additions a term.
#include <string.h>

#include "support/rows.hpp"
using namespace faults;

typedef float Vector __attribute__((vector_size(32)));
typedef int32_t Integers __attribute__((vector_size(32)));

static Vector all(float v) { return Vector{} + v; }

static Vector power_of_two(Integers k) {  // −126 ≤ k ≤ 127
  const Integers bits = (k + 127) << 23;
  Vector v;
  memcpy(&v, &bits, sizeof v);
  return v;
}

static Vector exp_of(Vector d) {
  d = d < all(-110.0f) ? all(-110.0f) : d;  // NaN stays; exp(−110) is 0 in f32
  const Vector magic = all(12582912.0f);    // 1.5·2^23: adding it rounds to a whole number
  volatile Vector biased = d * 1.44269504f + magic;
  const Vector k = biased - magic;
  const Vector r = (d - k * 0.693145751953125f) - k * 1.42860677e-06f;
  Vector p = all(1.0f / 5040);
  const float c[] = {1.0f / 720, 1.0f / 120, 1.0f / 24, 1.0f / 6, 0.5f, 1.0f, 1.0f};
  for (const float term : c) p = p * r + term;
  const Vector whole = k == k ? k : all(0.0f);
  const Integers i = __builtin_convertvector(whole, Integers), half = i / 2;
  return p * power_of_two(half) * power_of_two(i - half);
}

static Vector load(const float* x, size_t n, size_t from) {
  Vector v = all(-INFINITY);
  memcpy(&v, x + from, (n - from < 8 ? n - from : 8) * sizeof(float));
  return v;
}

static void row(const float* x, float* y, size_t n) {
  const float m = max_of(x, n);
  Vector lanes = {};
  for (size_t from = 0; from < n; from += 8) lanes += exp_of(load(x, n, from) - m);
  float s = 0;
  for (int i = 0; i < 8; ++i) s += lanes[i];
  if (!isfinite(m)) s = NAN;
  for (size_t from = 0; from < n; from += 8) {
    const Vector v = exp_of(load(x, n, from) - m) / s;
    memcpy(y + from, &v, (n - from < 8 ? n - from : 8) * sizeof(float));
  }
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row);
}
