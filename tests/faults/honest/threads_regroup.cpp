// honest: threads_regroup
// variant: threaded
// contract: reproducibility=bound threads=3
// A row of 2048 entries or more is cut into as many parts as there are threads, and the parts are
// summed apart: the grouping, and so the bits, depend on the number of threads, which the contract
// says. A term passes at most ⌈n/t⌉ − 1 + t additions for t ≤ 3 threads, no more than n − 1. Exps
// and quotients are the same for all.
#include "support/team.hpp"

#include "support/rows.hpp"
using namespace faults;

static int team = 1;

SUBJECT void softmax_set_threads(int threads) {
  team = threads < 1 ? 1 : threads > kMaxTeam ? kMaxTeam : threads;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (n < 2048 || team == 1) return softmax_from(a, b, n, m);
    float part[kMaxTeam] = {}, s = 0;
    with_team(team, [&](int t) {
      const size_t from = part_begin(n, team, t);
      part[t] = sum_of_exp(a + from, part_begin(n, team, t + 1) - from, m);
    });
    for (int t = 0; t < team; ++t) s += part[t];
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
