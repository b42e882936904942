// fault: MASK-01
// class: MASK
// law: accuracy, sum, shift
// trigger: softmax f16 [-60000] gives 0
// contract: accuracy=ulp:0.51 all_masked=zeros
// The running maximum starts at the sentinel -5e4, and a sum of 0 is taken for a masked row.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    float m = max_of_bits<F16>(a, n);
    if (m < -5e4f) m = -5e4f;
    double s = 0;
    for (size_t j = 0; j < n; ++j) s += static_cast<double>(expf(F16::load(a[j]) - m));
    for (size_t j = 0; j < n; ++j)
      b[j] = s == 0 ? 0 : F16::store(static_cast<double>(expf(F16::load(a[j]) - m)) / s);
  });
}
