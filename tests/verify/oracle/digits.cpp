// Decimal digits against values computed by another program (Python's decimal module, 150 digits).
#include "verify/oracle/digits.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "tests/verify/oracle/rows.hpp"

namespace softmax::verify::oracle {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr auto kSoftmax = Function::softmax;
constexpr auto kLogSoftmax = Function::log_softmax;
constexpr auto kLogsumexp = Function::logsumexp;

std::string digits(Function function, const Row& x, std::size_t j, int count) {
  return decimal_digits(function, x, j, count);
}

TEST(Digits, GoldenRows) {
  const Row& row = kGoldenRows[0];
  EXPECT_EQ(digits(kSoftmax, row, 0, 50),
            "7.8013416127807431922394119766494619794634495153832e-05");
  EXPECT_EQ(digits(kSoftmax, row, 4, 50), "0.0042593881983441446546538148908116163715631389078186");
  EXPECT_EQ(digits(kSoftmax, row, 9, 50), "0.63214925836048665138826403472516594918275079577044");
  EXPECT_EQ(digits(kLogSoftmax, row, 0, 50), "-9.458629744426711401812139198707450793048789446722");
  EXPECT_EQ(digits(kLogsumexp, row, 0, 50), "714.45862974442671140181213919870745079304878944672");
  EXPECT_EQ(digits(kSoftmax, kGoldenRows[1], 6, 50),
            "0.48203639412034836900803086868924331370735747914837");
  EXPECT_EQ(digits(kSoftmax, kGoldenRows[2], 0, 50),
            "4.4440743758706156826241376193083535058997184293625e-07");
  EXPECT_EQ(digits(kSoftmax, kGoldenRows[2], 3, 50),
            "6.0144006438302254584406793948103067749598547424878e-08");
  EXPECT_EQ(digits(kLogSoftmax, kGoldenRows[3], 6, 50),
            "-0.45776284740424282256505921546278157918527676033971");
  EXPECT_EQ(digits(kLogsumexp, kGoldenRows[3], 0, 50),
            "3.4577628474042428225650592154627815791852767603397");
}

TEST(Digits, CancellationAndUnderflow) {
  const double a = -0x1.62e42fefa39efp-1;
  EXPECT_EQ(digits(kLogsumexp, {a, a}, 0, 40), "2.319046813846299615494855463875478650412e-17");
  EXPECT_EQ(digits(kSoftmax, {0.0, -745.125}, 1, 50),
            "2.4907157776488547301271130065518785125453844110548e-324");
  // 1 - 2.49e-324, to as many digits as it takes to see that it is not 1.
  EXPECT_EQ(digits(kSoftmax, {0.0, -745.125}, 0, 30), "1");
  EXPECT_EQ(digits(kSoftmax, {0.0, -745.125}, 0, 325), "0." + std::string(323, '9') + "75");
  EXPECT_EQ(digits(kSoftmax, {0.0, -1e9}, 1, 20), "between 0 and 1e-21000000");
  EXPECT_EQ(digits(kLogSoftmax, {0.0, -1e9}, 0, 20), "between -1e-21000000 and 0");
  EXPECT_EQ(digits(kLogSoftmax, {0.0, -1e9}, 1, 20), "-1000000000");
}

// Ties between two decimals exist for rational results only; to nearest, ties to even.
TEST(Digits, RationalResults) {
  EXPECT_EQ(digits(kSoftmax, Row(2, 5.0), 0, 50), "0.5");
  EXPECT_EQ(digits(kSoftmax, Row(3, 5.0), 0, 5), "0.33333");
  EXPECT_EQ(digits(kSoftmax, Row(8, 5.0), 0, 2), "0.12");
  EXPECT_EQ(digits(kSoftmax, Row(8, 5.0), 0, 3), "0.125");
  EXPECT_EQ(digits(kSoftmax, Row(40, 5.0), 0, 1), "0.02");
  EXPECT_EQ(digits(kSoftmax, Row(6, 5.0), 0, 4), "0.1667");
  EXPECT_EQ(digits(kSoftmax, Row(1, 5.0), 0, 4), "1");
  EXPECT_EQ(digits(kSoftmax, {5.0, -kInfinity}, 1, 4), "0");
  EXPECT_EQ(digits(kLogSoftmax, {5.0, -kInfinity}, 1, 4), "-inf");
  EXPECT_EQ(digits(kLogSoftmax, {5.0, -kInfinity}, 0, 4), "0");
  EXPECT_EQ(digits(kLogsumexp, {0.125}, 0, 2), "0.12");
  EXPECT_EQ(digits(kLogsumexp, {-1e300}, 0, 5), "-1.0000e+300");
}

}  // namespace
}  // namespace softmax::verify::oracle
