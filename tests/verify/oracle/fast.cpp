#include "verify/oracle/fast.hpp"

#include <gtest/gtest.h>

#include "tests/verify/oracle/compare.hpp"
#include "verify/generator/recipe.hpp"
#include "verify/oracle/authority_row.hpp"

namespace softmax::verify::oracle {
namespace {

bool regular(std::span<const double> row) {
  bool finite = false;
  for (const double x : row) {
    if (std::isnan(x) || x == std::numeric_limits<double>::infinity()) return false;
    finite = finite || std::isfinite(x);
  }
  return finite;
}

class FastIn : public testing::TestWithParam<Format> {};

TEST_P(FastIn, EnclosesWhatTheAuthorityEncloses) {
  std::uint64_t compared = 0;
  std::uint64_t rows = 0;
  std::uint64_t answered = 0;
  generator::Limits limits;
  limits.max_cols = 300;
  for (std::uint64_t number = 0; number < 500; ++number) {
    const generator::Case c = generator::draw(9, number, GetParam(), limits);
    for (std::size_t r = 0; r < std::min<std::size_t>(c.x.rows, 2); ++r) {
      if (!regular(c.x.row(r))) continue;
      for (const Function function : kFunctions) {
        RowExact fast;
        ++rows;
        if (!fast_row(function, GetParam(), c.x.row(r), fast)) continue;
        ++answered;
        const RowExact slow = authority_row(function, GetParam(), c.x.row(r));
        ASSERT_EQ(fast.results.size(), slow.results.size());
        ASSERT_EQ(fast.unmasked, slow.unmasked);
        ASSERT_LE(std::fabs(fast.log_sum - slow.log_sum), 0x1p-40 * (slow.log_sum + 0x1p-900));
        for (std::size_t j = 0; j < fast.results.size(); ++j, ++compared) {
          ASSERT_TRUE(meet(fast.results[j], slow.results[j]))
              << name(function) << " case " << number << " row " << r << " result " << j
              << " family " << c.family_name() << ' ' << fast.results[j].hi << ' '
              << slow.results[j].hi;
        }
      }
    }
  }
  EXPECT_GT(compared, 20000U);
  EXPECT_GT(answered * 10, rows * 8) << "the fast tier answers most rows";
}

INSTANTIATE_TEST_SUITE_P(Formats, FastIn, testing::Values(Format::f64, Format::f32),
                         [](const auto& given) { return std::string(traits(given.param).name); });

}  // namespace
}  // namespace softmax::verify::oracle
