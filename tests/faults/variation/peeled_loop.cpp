// fault: peeled_loop
// class: PLACE
// law: placement
// trigger: softmax f32, rows of some tens of entries at an address that is not a multiple of 32
// Elements before the first multiple of 32 bytes are summed first, the rest in 8 lanes: within the
// bounds, but the bits depend on the address.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    size_t j = 0;
    float s = 0, lane[8] = {};
    for (; j < n && reinterpret_cast<uintptr_t>(a + j) % 32 != 0; ++j) s += expf(a[j] - m);
    for (size_t i = 0; j < n; ++j, ++i) lane[i % 8] += expf(a[j] - m);
    for (const float part : lane) s += part;
    for (j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
