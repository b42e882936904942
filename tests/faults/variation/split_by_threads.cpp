// fault: split_by_threads
// class: RACE
// law: threads
// trigger: softmax f32 with 2 threads, rows of some hundred entries: other bits than with 1
// contract: threads=4
// The row is cut by the number of threads and the parts are summed apart: right within the bounds,
// but the bits depend on the number.
#include "support/team.hpp"

#include "support/rows.hpp"
using namespace faults;

static int team = 1;

SUBJECT void softmax_set_threads(int threads) {
  team = threads < 1 ? 1 : threads > kMaxTeam ? kMaxTeam : threads;
}

static void row(const float* x, float* y, size_t n) {
  const float m = max_of(x, n);
  float part[kMaxTeam] = {}, s = 0;
  const int parts = n >= 4 * static_cast<size_t>(team) ? team : 1;
  with_team(parts, [&](int t) {
    const size_t from = part_begin(n, parts, t), to = part_begin(n, parts, t + 1);
    part[t] = sum_of_exp(x + from, to - from, m);
  });
  for (int t = 0; t < parts; ++t) s += part[t];
  for (size_t j = 0; j < n; ++j) y[j] = expf(x[j] - m) / s;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row);
}
