// fault: RACE-05
// class: RACE
// law: threads, accuracy, repeat
// trigger: softmax f32 with 4 threads, 64 rows of 51 entries
// contract: threads=4
// The cause is not known; the row that fails changes with the number of threads. Here the working
// row is one for all threads instead of one a thread.
#include <sched.h>

#include "support/rows.hpp"
#include "support/team.hpp"
using namespace faults;

static int team = 1;
static constexpr size_t kWork = 1024;
static volatile float work[kWork];

SUBJECT void softmax_set_threads(int threads) {
  team = threads < 1 ? 1 : threads > kMaxTeam ? kMaxTeam : threads;
}

static void row(const float* x, float* y, size_t n) {
  for (size_t j = 0; j < n; ++j) work[j] = x[j];
  sched_yield();
  for (size_t j = 0; j < n; ++j) y[j] = work[j];
  softmax_row(static_cast<const float*>(y), y, n);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (team == 1 || cols > kWork) return softmax_batch(x, y, rows, cols);
  with_team(team, [&](int t) {
    const size_t to = part_begin(rows, team, t + 1);
    for (size_t r = part_begin(rows, team, t); r < to; ++r) row(x + r * cols, y + r * cols, cols);
  });
  return 0;
}
