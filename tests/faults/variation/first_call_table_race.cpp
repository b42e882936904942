// fault: first_call_table_race
// class: RACE
// law: first-call
// trigger: softmax f32 with 4 threads, 64 rows of 16, the first call of a process: zeros in some
// contract: threads=4
// The table of exp is made by whichever thread comes first, which says so before it is made: the
// others read zeros meanwhile. Every later call is right.
#include "support/team.hpp"

#include "support/rows.hpp"
using namespace faults;

static int team = 1;
static double table[65536];  // 2^(i/65536)
static volatile bool made;

SUBJECT void softmax_set_threads(int threads) {
  team = threads < 1 ? 1 : threads > kMaxTeam ? kMaxTeam : threads;
}

static float exp_by_table(float d) {
  if (!made) {
    made = true;
    for (int i = 0; i < 65536; ++i) table[i] = exp2(i / 65536.0);
  }
  if (!(d > -110.0f)) return expf(d);  // masks and NaN
  const double t = static_cast<double>(d) * 1.4426950408889634 * 65536, k = floor(t);
  const long long i = static_cast<long long>(k);
  const double r = (t - k) * 0.69314718055994531 / 65536;
  return static_cast<float>(
      ldexp(table[i & 65535] * (1 + r * (1 + r / 2)), static_cast<int>(i >> 16)));
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  with_team(team, [&](int t) {
    const size_t from = part_begin(rows, team, t), to = part_begin(rows, team, t + 1);
    each_row(x + from * cols, y + from * cols, to - from, cols,
             [](const float* a, float* b, size_t n) {
               softmax_from(a, b, n, max_of(a, n), exp_by_table);
             });
  });
  return 0;
}
