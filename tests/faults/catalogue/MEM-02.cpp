// fault: MEM-02
// class: MEM
// law: threads
// trigger: softmax f32 with 2 threads [1, 1]: the sum starts at 1 instead of 0
// contract: threads=4
// The scratch is planned for one thread fewer than runs: the partial maximum of the last one lands
// on what follows it, the accumulator of the sum.
#include "support/rows.hpp"
#include "support/team.hpp"
using namespace faults;

static int team = 1;

SUBJECT void softmax_set_threads(int threads) {
  team = threads < 1 ? 1 : threads > kMaxTeam ? kMaxTeam : threads;
}

static void row(const float* x, float* y, size_t n) {
  float scratch[kMaxTeam + 1] = {};
  const int planned = team > 1 ? team - 1 : 1;
  float* const sum = scratch + planned;
  *sum = 0;
  with_team(team, [&](int t) {
    const size_t from = part_begin(n, team, t), to = part_begin(n, team, t + 1);
    scratch[t] = max_of(x + from, to - from);
  });
  const float m = max_of(static_cast<const float*>(scratch), static_cast<size_t>(team));
  float s = isfinite(*sum) ? *sum : 0.0f;
  for (size_t j = 0; j < n; ++j) s += y[j] = expf(x[j] - m);
  for (size_t j = 0; j < n; ++j) y[j] /= s;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row);
}
