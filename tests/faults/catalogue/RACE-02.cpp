// fault: RACE-02
// class: RACE
// law: threads, accuracy, repeat
// trigger: softmax f32 with 4 threads, 4096 entries: the maximum changes under the readers
// contract: threads=4
// The slot of the maximum is used again for a partial sum before all have read it.
#include "support/rows.hpp"
#include "support/team.hpp"
using namespace faults;

static int team = 1;
static volatile float slot[kMaxTeam];

SUBJECT void softmax_set_threads(int threads) {
  team = threads < 1 ? 1 : threads > kMaxTeam ? kMaxTeam : threads;
}

static void row(const float* x, float* y, size_t n) {
  if (n < 16 || team == 1) return softmax_row(x, y, n);
  pthread_barrier_t barrier;
  pthread_barrier_init(&barrier, nullptr, static_cast<unsigned>(team));
  slot[0] = max_of(x, n);
  with_team(team, [&](int t) {
    const size_t from = part_begin(n, team, t), to = part_begin(n, team, t + 1);
    pthread_barrier_wait(&barrier);
    float s = 0;
    for (size_t j = from; j < to; ++j) s += y[j] = expf(x[j] - slot[0]);
    slot[t] = s;  // a barrier is missing before this line
  });
  pthread_barrier_destroy(&barrier);
  float s = 0;
  for (int i = 0; i < team; ++i) s += slot[i];
  for (size_t j = 0; j < n; ++j) y[j] /= s;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row);
}
