// fault: ACC-01b
// class: ACC
// law: accuracy, sum
// trigger: softmax f16, 131072 equal values are twice too large; some hundred are off by ULPs
// contract: accuracy=ulp:0.51
// The binary16 sum of ACC-01 in 32 lanes, which hides its saturation until 65536 entries.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    const float m = max_of_bits<F16>(a, n);
    float lane[32] = {}, s = 0;
    for (size_t j = 0; j < n; ++j)
      lane[j % 32] =
          F16::load(F16::store(static_cast<double>(lane[j % 32] + expf(F16::load(a[j]) - m))));
    for (const float part : lane) s += part;
    for (size_t j = 0; j < n; ++j)
      b[j] = F16::store(static_cast<double>(expf(F16::load(a[j]) - m) / s));
  });
}
