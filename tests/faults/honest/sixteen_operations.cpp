// honest: sixteen_operations
// variant: sixteen_softmax
// contract: exp_error=1.01
// binary16 and bfloat16 arithmetic: every difference, exp, addition, logarithm and quotient is
// rounded to the format, as a processor with such registers does. An operation is done in f32 and
// rounded: sums, differences and quotients so rounded twice are as if rounded once (24 ≥ 2·11 + 2);
// expf and logf are within 2^-23 before, so E = E_l ≤ 1 + 2^-12. σ = m − 1 as ever: a sum that
// stops growing (at 2048 and 256) is within it, since (1 − u)^(m − 1) is smaller than that.
#include "support/sixteen.hpp"
using namespace faults;

// Rounds to nearest, ties to even: in the normal range by the bits that go, a carry running into
// the exponent; what is below 32768, which both formats have, rounds to it at most.
template <class H>
static float in_format(float v) {
  const float a = fabsf(v);
  if (!(a >= 0x1p-14f && a < 32768)) return H::load(H::store(static_cast<double>(v)));
  constexpr unsigned going = 23 - H::kFraction;
  uint32_t bits = 0;
  memcpy(&bits, &v, sizeof bits);
  bits += (1u << (going - 1)) - 1 + ((bits >> going) & 1u);
  bits &= ~((1u << going) - 1);
  memcpy(&v, &bits, sizeof v);
  return v;
}

template <class H>
static float sum_of(const uint16_t* x, size_t n, float m) {
  float s = 0;
  for (size_t j = 0; j < n; ++j)
    s = in_format<H>(s + in_format<H>(expf(in_format<H>(H::load(x[j]) - m))));
  return s;
}

template <class H>
static void soft_row(const uint16_t* x, uint16_t* y, size_t n) {
  const float m = max_of_bits<H>(x, n), s = sum_of<H>(x, n, m);
  for (size_t j = 0; j < n; ++j) {
    const float e = in_format<H>(expf(in_format<H>(H::load(x[j]) - m)));
    y[j] = H::store(static_cast<double>(e / s));
  }
}

template <class H>
static void log_row(const uint16_t* x, uint16_t* y, size_t n) {
  const float m = max_of_bits<H>(x, n), l = in_format<H>(logf(sum_of<H>(x, n, m)));
  for (size_t j = 0; j < n; ++j)
    y[j] = H::store(static_cast<double>(in_format<H>(H::load(x[j]) - m) - l));
}

template <class H>
static uint16_t value(const uint16_t* x, size_t n) {
  const float m = max_of_bits<H>(x, n);
  const float l = isfinite(m) ? in_format<H>(logf(sum_of<H>(x, n, m))) : 0;
  return H::store(static_cast<double>(m + l));
}

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, soft_row<F16>);
}

SUBJECT int softmax_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, soft_row<Bf16>);
}

SUBJECT int log_softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, log_row<F16>);
}

SUBJECT int logsumexp_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, value<Bf16>);
}
