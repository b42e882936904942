// honest: threaded
// contract: threads=4
// Threads share the blocks of a row, 256 entries each. The blocks do not depend on the number of
// threads and their sums are added in order, so the bits do not either. At most 255 + ⌈n/256⌉ − 1
// additions a term, never more than n − 1. Threads end with the call.
#include <vector>

#include "support/rows.hpp"
#include "support/team.hpp"
using namespace faults;

static int team = 1;

SUBJECT void softmax_set_threads(int threads) {
  team = threads < 1 ? 1 : threads > kMaxTeam ? kMaxTeam : threads;
}

static void row(const float* x, float* y, size_t n) {
  if (n <= 256) return softmax_row(x, y, n);
  const size_t blocks = (n + 255) / 256;
  std::vector<float> top(blocks), sum(blocks);
  const auto each_block = [&](auto&& work) {
    const int size = n < 3072 ? 1 : team;  // the blocks, and so the bits, are the same
    with_team(size, [&](int t) {
      for (size_t b = part_begin(blocks, size, t); b < part_begin(blocks, size, t + 1); ++b)
        work(b, b * 256, n - b * 256 < 256 ? n - b * 256 : 256);
    });
  };
  each_block([&](size_t b, size_t from, size_t count) { top[b] = max_of(x + from, count); });
  const float m = max_of(static_cast<const float*>(top.data()), blocks);
  each_block([&](size_t b, size_t from, size_t count) { sum[b] = sum_of_exp(x + from, count, m); });
  float s = 0;
  for (const float part : sum) s += part;
  each_block([&](size_t, size_t from, size_t count) {
    for (size_t j = from; j < from + count; ++j) y[j] = expf(x[j] - m) / s;
  });
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row);
}
