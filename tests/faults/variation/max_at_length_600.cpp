// fault: max_at_length_600
// class: MAX
// law: lengths
// trigger: softmax f16, 600 values, the last above the others by 12: exp overflows binary16
// contract: accuracy=ulp:0.51
// In rows of 600 entries the maximum leaves out the last one, and exp is stored in binary16.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    if (n != 600) {
      softmax_bits_row<F16>(a, b, n);
      return;
    }
    softmax_bits_from<F16>(a, b, n, max_of_bits<F16>(a, n - 1), [](float d) {
      return F16::load(F16::store(static_cast<double>(expf(d))));
    });
  });
}
