#include "verify/oracle/runs.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "verify/core/seed.hpp"
#include "verify/oracle/exp_binary64.hpp"
#include "verify/oracle/fast_exp.hpp"

namespace softmax::verify::oracle {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Rows of long runs, with masked and far entries.
std::vector<double> row_of_runs(Stream& stream) {
  std::vector<double> x;
  while (x.size() < 64 + stream.below(500)) {
    const double values[] = {-kInfinity, -3.5 * stream.unit(), -700.0, -2e5, 0.0};
    x.insert(x.end(), 1 + stream.below(60), values[stream.below(5)]);
  }
  return x;
}

TEST(Runs, AreFoundWhereTheyAreFew) {
  Runs runs;
  EXPECT_FALSE(runs.find(std::vector<double>(63, 1.0).data(), 63)) << "too short to be worth it";
  std::vector<double> x(64, 1.0);
  x[10] = 2.0;
  ASSERT_TRUE(runs.find(x.data(), x.size()));
  EXPECT_EQ(runs.values, (std::vector<double>{1.0, 2.0, 1.0}));
  EXPECT_EQ(runs.begins, (std::vector<std::size_t>{0, 10, 11, 64}));
  for (std::size_t j = 0; j < x.size(); ++j) x[j] = static_cast<double>(j);
  EXPECT_FALSE(runs.find(x.data(), x.size())) << "every entry differs";
}

// The same bits as entry by entry.
TEST(Runs, ChangeNoExponential) {
  Stream stream(3, 9);
  Runs runs;
  int found = 0;
  for (int round = 0; round < 50; ++round) {
    const std::vector<double> x = row_of_runs(stream);
    const std::size_t n = x.size();
    found += runs.find(x.data(), n);
    std::vector<double> all(3 * n), wide(FastExps::kArrays * n);
    exp_gaps(0.0, x.data(), n, all.data(), all.data() + n, all.data() + 2 * n);
    const FastExps many(wide.data(), n);
    fast_exps(0.0, x.data(), n, many);
    for (std::size_t j = 0; j < n; ++j) {
      double one[FastExps::kArrays];
      exp_gaps(0.0, &x[j], 1, one, one + 1, one + 2);
      ASSERT_EQ(all[2 * n + j], one[2]) << j;
      const FastExps single(one, 1);
      fast_exps(0.0, &x[j], 1, single);
      ASSERT_EQ(many.significand_hi[j], single.significand_hi[0]) << j;
      ASSERT_EQ(many.significand_lo[j], single.significand_lo[0]) << j;
      ASSERT_EQ(many.k[j], single.k[0]) << j;
    }
  }
  EXPECT_GT(found, 20) << "few rows had runs";
}

}  // namespace
}  // namespace softmax::verify::oracle
