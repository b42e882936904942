// Two libraries, two routes, one value: the authority (MPFR) and the second opinion (cpp_bin_float)
// overlap on every golden row and on 10^5 values.
#include "verify/oracle/second_opinion.hpp"

#include <gtest/gtest.h>

#include "tests/verify/oracle/compare.hpp"
#include "tests/verify/oracle/rows.hpp"
#include "verify/oracle/authority_row.hpp"

namespace softmax::verify::oracle {
namespace {

// Counted where the second opinion has digits enough.
void agree(const Row& x, std::uint64_t& compared) {
  for (const Function function : kFunctions) {
    const RowExact first = authority_row(function, Format::f64, x);
    const std::vector<Exact> second = second_opinion_row(function, x);
    for (std::size_t j = 0; j < first.results.size(); ++j) {
      ASSERT_TRUE(meet(first.results[j], second[j]))
          << name(function) << " result " << j << ' ' << first.results[j].hi;
      compared += second[j].relative < 0x1p-80;
    }
  }
}

TEST(SecondOpinion, GoldenRows) {
  std::uint64_t compared = 0;
  for (const Row& x : kGoldenRows) ASSERT_NO_FATAL_FAILURE(agree(x, compared));
  EXPECT_EQ(compared, 2U * (10 + 7 + 7 + 7) + 4U);
}

TEST(SecondOpinion, OneResultIsThatOfTheRow) {
  const Row& x = kGoldenRows[1];
  for (std::size_t j = 0; j < x.size(); ++j) {
    const Exact one = second_opinion(Function::softmax, x, j);
    const Exact same = second_opinion_row(Function::softmax, x)[j];
    EXPECT_EQ(one.hi, same.hi);
    EXPECT_EQ(one.lo, same.lo);
    EXPECT_EQ(one.exponent, same.exponent);
  }
}

// Where it has no digits it says so, with an enclosure that still holds.
TEST(SecondOpinion, FarTailsAndCancellation) {
  std::uint64_t compared = 0;
  const double ln2 = 0x1.62e42fefa39efp-1;
  for (const Row& x :
       {Row{0.0, -300.0}, Row{0.0, -1e5, -1e5 - 1.0}, Row{0.0, -6e4}, Row{-ln2, -ln2},
        Row{0.0, -1e300}, Row{1e300, 0.0}, Row{0x1p-1074, -40.0}, Row{3.0}}) {
    ASSERT_NO_FATAL_FAILURE(agree(x, compared));
  }
  EXPECT_GE(compared, 20U);
}

TEST(SecondOpinion, RandomRows) {
  std::uint64_t compared = 0;
  for (std::uint64_t number = 0; compared < 100000 && number < 20000; ++number) {
    const Row x = random_row(kFormats[number % 4], 3, number, 100);
    ASSERT_NO_FATAL_FAILURE(agree(x, compared));
  }
  EXPECT_GE(compared, 100000U);
}

}  // namespace
}  // namespace softmax::verify::oracle
