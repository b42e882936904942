// The fast tiers against the authority: random rows of every kind, every function and format, up
// to 4096 entries. SOFTMAX_ORACLE_VALUES sets how many values a format are compared at least.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/verify/oracle/compare.hpp"
#include "tests/verify/oracle/rows.hpp"
#include "verify/oracle/authority_row.hpp"
#include "verify/oracle/fast.hpp"
#include "verify/oracle/fast_binary64.hpp"
#include "verify/oracle/oracle.hpp"

namespace softmax::verify::oracle {
namespace {

std::uint64_t values_wanted() {
  const char* text = std::getenv("SOFTMAX_ORACLE_VALUES");
  return text == nullptr ? 60000 : std::strtoull(text, nullptr, 10);
}

struct Tally {
  std::uint64_t compared = 0;
  std::uint64_t rows = 0;
  std::uint64_t binary64 = 0;
  std::uint64_t double_double = 0;
};

void holds(const RowExact& fast, const RowExact& slow, Format format) {
  ASSERT_EQ(fast.results.size(), slow.results.size());
  ASSERT_EQ(fast.unmasked, slow.unmasked);
  ASSERT_EQ(fast.maximum, slow.maximum);
  ASSERT_LE(std::fabs(fast.log_sum - slow.log_sum), 0x1p-40 * slow.log_sum + 0x1p-600);
  ASSERT_LE(std::fabs(fast.log_n_over_sum - slow.log_n_over_sum), 0x1p-40);
  const double wanted = std::ldexp(1.0, -(traits(format).precision + 20));
  for (std::size_t j = 0; j < fast.results.size(); ++j) {
    const Exact& g = fast.results[j];
    ASSERT_TRUE(g.relative <= wanted || (g.relative == 1.0 && g.exponent < -100000)) << j;
    ASSERT_TRUE(meet(g, slow.results[j]))
        << j << ": " << g.hi << ' ' << g.exponent << " or " << slow.results[j].hi << ' '
        << slow.results[j].exponent << ", relative " << g.relative;
  }
}

class Tiers : public testing::TestWithParam<Format> {};

TEST_P(Tiers, EncloseTheValueOfTheAuthority) {
  const Format format = GetParam();
  const std::uint64_t wanted = values_wanted();
  Tally tally;
  RowExact fast;
  for (std::uint64_t number = 0; tally.compared < wanted; ++number) {
    const Row x = random_row(format, 11, number, number % 64 == 0 ? 4096 : 200);
    for (const Function function : kFunctions) {
      SCOPED_TRACE(testing::Message() << name(function) << " row " << number);
      const RowExact slow = authority_row(function, format, x);
      ++tally.rows;
      if (format != Format::f64 && fast_binary64_row(function, format, x, fast)) {
        ++tally.binary64;
        tally.compared += fast.results.size();
        ASSERT_NO_FATAL_FAILURE(holds(fast, slow, format));
      }
      if (fast_row(function, format, x, fast)) {
        ++tally.double_double;
        tally.compared += fast.results.size();
        ASSERT_NO_FATAL_FAILURE(holds(fast, slow, format));
      }
    }
  }
  EXPECT_GT(tally.double_double * 10, tally.rows * 7) << "the double-double tier answers most rows";
  if (format != Format::f64) {
    EXPECT_GT(tally.binary64 * 10, tally.rows * 5) << "the binary64 tier answers most rows";
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, Tiers, testing::ValuesIn(kFormats),
                         [](const auto& given) { return std::string(traits(given.param).name); });

// Whatever tier answers, one row object may be used again for another row.
TEST(Tiers, ReusedRowForgetsTheOneBefore) {
  Oracle oracle;
  RowExact out;
  const double masked = -std::numeric_limits<double>::infinity();
  oracle.row(Function::softmax, Format::f32, Row{1.0, 2.0, masked}, out);
  EXPECT_EQ(out.results.size(), 3U);
  EXPECT_EQ(out.results[2].hi, 0.0);
  EXPECT_EQ(out.results[2].relative, 0.0);
  oracle.row(Function::logsumexp, Format::f64, Row{4.0, masked}, out);
  EXPECT_EQ(out.results.size(), 1U);
  EXPECT_EQ(out.results[0].hi, 4.0);
  EXPECT_EQ(out.results[0].relative, 0.0);
  oracle.row(Function::softmax, Format::f32, Row(4, 0.1), out);
  EXPECT_EQ(out.results[3].hi, 0.25);
  EXPECT_EQ(out.results[3].relative, 0.0);
  EXPECT_EQ(oracle.counters().fast, 8U);
  oracle.row(Function::softmax, Format::f64, Row(8, 0.1), out);
  EXPECT_EQ(out.results[7].hi, 0.125);
  EXPECT_EQ(out.results[7].lo, 0.0);
  EXPECT_EQ(out.results[7].relative, 0.0);
}

}  // namespace
}  // namespace softmax::verify::oracle
