// fault: MEM-07
// class: MEM
// law: empty, bounds, process
// trigger: softmax f32 with rows = 0 reads x[0]
// memcpy(NULL, NULL, 0) in the setup is undefined but without effect; what does the same with
// effect is a setup that looks at the first row before it asks whether there is one.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (cols == 0) return 0;
  const volatile float* first = x;
  const bool in_place = static_cast<const float*>(y) == x && *first == *first;
  const float warm = *first;
  (void)warm;
  (void)in_place;
  return softmax_batch(x, y, rows, cols);
}
