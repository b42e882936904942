// Rows of equal entries by their closed form, against the oracle.
#include "verify/oracle/constant_row.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "verify/oracle/oracle.hpp"

namespace softmax::verify::oracle {
namespace {

TEST(ConstantRow, IsWhatTheOracleSays) {
  Oracle oracle;
  for (const Function function : kFunctions) {
    for (const double a : {0.0, 0.25, 3.0}) {
      for (const std::size_t n : {2U, 3U, 1000U, 1024U}) {
        const std::vector<double> x(n, a);
        const RowExact exact = constant_row(function, n, a);
        const RowExact other = oracle.row(function, Format::f64, x);
        EXPECT_EQ(exact.unmasked, n);
        EXPECT_EQ(exact.maximum, a);
        EXPECT_LE(std::fabs(exact.log_sum - other.log_sum), 0x1p-40 * other.log_sum);
        const Exact& g = exact.results[0];
        const Exact& h = other.results[0];
        EXPECT_EQ(g.hi, h.hi);
        EXPECT_LE(std::fabs(g.lo - h.lo), (g.relative + h.relative) * std::fabs(g.hi));
        // The enclosure holds the value: it lies on neither side of it.
        const double error = std::fabs(g.hi) * 0x1p-103;
        EXPECT_TRUE(oracle.error_exceeds(function, x, 0, g.hi, std::fabs(g.lo) + error) == false);
      }
    }
  }
}

}  // namespace
}  // namespace softmax::verify::oracle
