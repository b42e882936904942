// honest: nan_payload
// variant: three_pass
// contract: nan=propagate positive_infinity=nan
// A NaN is handed on with its sign and payload, that of the first NaN of the row; where the row
// itself makes one (inf − inf), its sign is that of the processor or, for rows at a multiple of 32
// bytes, the other one. A NaN is a NaN: no contract speaks of its bits, and repeated calls at other
// addresses may differ in them. Numbers as in three_pass.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    for (size_t j = 0; j < n; ++j)
      if (isnan(a[j])) {
        const float found = a[j];
        for (size_t i = 0; i < n; ++i) b[i] = found;
        return;
      }
    softmax_row(a, b, n);
    const bool flip = reinterpret_cast<uintptr_t>(a) % 32 == 0;
    for (size_t j = 0; j < n; ++j)
      if (isnan(b[j]) && flip) b[j] = -b[j];
  });
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    for (size_t j = 0; j < n; ++j)
      if (isnan(a[j])) return a[j];
    return logsumexp_row(a, n);
  });
}
