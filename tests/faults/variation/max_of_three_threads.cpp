// fault: max_of_three_threads
// class: MAX
// law: threads
// trigger: softmax f32 with 3 threads, 1024 entries, the last 0 and the others -100: NaN
// contract: threads=4
// 3 threads take a third of a row each, and from 1024 entries on the remaining n mod 3 entries are
// not in the maximum.
#include "support/rows.hpp"
using namespace faults;

static int team = 1;

SUBJECT void softmax_set_threads(int threads) { team = threads; }

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    const float thirds = team == 3 && n >= 1024 ? max_of(a, n / 3 * 3) : m;
    softmax_from(a, b, n, isfinite(m) && isfinite(thirds) ? thirds : m);
  });
}
