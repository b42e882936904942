#include <gtest/gtest.h>

#include <cmath>

#include "verify/oracle/oracle.hpp"

namespace softmax::verify::oracle {
namespace {

std::string digits(Function function, const std::vector<double>& x, std::size_t j, int count) {
  return Oracle().digits(function, x, j, count);
}

// By hand, and from the known expansions of e and ln 2.
TEST(Oracle, KnownValues) {
  EXPECT_EQ(digits(Function::softmax, {0, 0}, 0, 10), "0.5");
  EXPECT_EQ(digits(Function::softmax, {7}, 0, 10), "1");
  EXPECT_EQ(digits(Function::logsumexp, {0, 0}, 0, 40),
            "0.6931471805599453094172321214581765680755");
  EXPECT_EQ(digits(Function::log_softmax, {1e8, 1e8}, 0, 20), "-0.69314718055994530942");
  EXPECT_EQ(digits(Function::softmax, {0, 1}, 1, 30), "0.731058578630004879251159241822");
  EXPECT_EQ(digits(Function::softmax, {0, -HUGE_VAL}, 1, 10), "0");
  EXPECT_EQ(digits(Function::logsumexp, {0, -40}, 0, 16), "4.248354255291589e-18");
}

TEST(Oracle, RowsAtTheEndsOfTheRange) {
  Oracle oracle;
  const std::vector<double> x = {1.7e308, -1.7e308};
  const RowExact g = oracle.row(Function::softmax, Format::f64, x);
  EXPECT_EQ(g.results[0].approximate(), 1.0);
  EXPECT_EQ(g.results[1].approximate(), 0.0);
  const RowExact y = oracle.row(Function::logsumexp, Format::f64, x);
  EXPECT_EQ(y.results[0].approximate(), 1.7e308);
  EXPECT_EQ(g.unmasked, 2U);
}

TEST(Oracle, CountsWhoAnswered) {
  Oracle oracle;
  (void)oracle.row(Function::softmax, Format::f32, std::vector<double>{0, 1, 2});
  EXPECT_EQ(oracle.counters().fast, 3U);
  EXPECT_EQ(oracle.counters().authority, 0U);
}

}  // namespace
}  // namespace softmax::verify::oracle
