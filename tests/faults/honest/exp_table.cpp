// honest: exp_table
// variant: vector_masked_tail
// contract: exp_error=2.5 order=bound
// exp(d) = 2^(k >> 6)·T[k mod 64]·e^r with k = rint(64·d/ln 2), |r| ≤ ln 2/128 = 0.0055. c1 + c2 =
// ln 2/64; c1 has 32 bits and |k| < 2^17, so k·c1 is exact, and the two fma lose 2^-60 each: 2^-6
// u. T is rounded once (1u), the series is cut at r^6/720 < 3.8e-17 (0.35 u), T·q costs 0.0055 u,
// the last addition 1u: below 2.4 u. ldexp rounds a subnormal result once more (η/2). Not proved
// monotone across k, hence order=bound.
#include "support/rows.hpp"
using namespace faults;

struct Table {
  double power[64];
  Table() {
    for (int i = 0; i < 64; ++i) power[i] = static_cast<double>(exp2l(i / 64.0L));
  }
};

static double exp_of(double d) {
  static const Table table;
  if (!(d >= -746)) return isnan(d) ? d : 0;
  const double k = rint(d * 92.332482616893657);
  const double r = fma(k, -0x1.cf79abc9e3b39p-46, fma(k, -0x1.62e42fefa0000p-7, d));
  const double q = r + r * r * (0.5 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120))));
  const long i = static_cast<long>(k);
  const double t = table.power[i & 63];
  return ldexp(t + t * q, static_cast<int>(i >> 6));
}

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), exp_of);
  });
}

SUBJECT int log_softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    log_softmax_from(a, b, n, max_of(a, n), exp_of);
  });
}

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const double* a, size_t n) {
    return logsumexp_from(a, n, max_of(a, n), exp_of);
  });
}
