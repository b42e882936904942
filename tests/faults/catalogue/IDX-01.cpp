// fault: IDX-01
// class: IDX
// law: written, batch
// trigger: softmax f32, 17 rows of 4096 entries: the last is not written
// The offset of a row is too narrow. The real one had 32 bits and needed 2^32 elements; this model
// of it has 16 and needs 65536.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  for (size_t r = 0; r < rows; ++r) {
    const uint16_t offset = static_cast<uint16_t>(r * cols);
    softmax_row(x + offset, y + offset, cols);
  }
  return 0;
}
