// fault: RACE-01
// class: RACE
// law: threads, accuracy, repeat
// trigger: softmax f32 with 4 threads, 64 entries with the largest last
// contract: threads=4
// Threads share a scratch for their partial maxima, and no barrier stands between writing and
// reading it: who comes first reads what the last row left.
#include "support/rows.hpp"
#include "support/team.hpp"
using namespace faults;

static int team = 1;
static volatile float partial_max[kMaxTeam], partial_sum[kMaxTeam];

SUBJECT void softmax_set_threads(int threads) {
  team = threads < 1 ? 1 : threads > kMaxTeam ? kMaxTeam : threads;
}

static void row(const float* x, float* y, size_t n) {
  if (n < 16 || team == 1) return softmax_row(x, y, n);
  with_team(team, [&](int t) {
    const size_t from = part_begin(n, team, t), to = part_begin(n, team, t + 1);
    partial_max[t] = max_of(x + from, to - from);
    // a barrier is missing here
    float m = -INFINITY, s = 0;
    for (int i = 0; i < team; ++i)
      if (partial_max[i] > m || isnan(partial_max[i])) m = partial_max[i];
    for (size_t j = from; j < to; ++j) s += y[j] = expf(x[j] - m);
    partial_sum[t] = s;
  });
  float s = 0;
  for (int i = 0; i < team; ++i) s += partial_sum[i];
  for (size_t j = 0; j < n; ++j) y[j] /= s;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row);
}
