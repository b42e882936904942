#include "verify/oracle/second_opinion.hpp"

#include <gtest/gtest.h>

#include "tests/verify/oracle/compare.hpp"
#include "verify/core/seed.hpp"
#include "verify/oracle/authority_row.hpp"

namespace softmax::verify::oracle {
namespace {

void agree(const std::vector<double>& x, std::uint64_t& compared) {
  for (const Function function : kFunctions) {
    const RowExact first = authority_row(function, Format::f64, x);
    for (std::size_t j = 0; j < first.results.size(); ++j, ++compared) {
      ASSERT_TRUE(meet(first.results[j], second_opinion(function, x, j)))
          << name(function) << " result " << j << ' ' << first.results[j].hi;
    }
  }
}

TEST(SecondOpinion, AgreesOnTheGoldenRows) {
  std::uint64_t compared = 0;
  agree({705, 706, 707, 708, 709, 710, 711, 712, 713, 714}, compared);
  agree({5, 7, 8, 7, 6, 8, 9}, compared);
  agree({-5, 7, 8, -7, -6, 8, 9}, compared);
  agree({-3, -2, -1, 0, 1, 2, 3}, compared);
  EXPECT_EQ(compared, 2U * (10 + 7 + 7 + 7) + 4U);
}

TEST(SecondOpinion, AgreesOnRandomRows) {
  std::uint64_t compared = 0;
  Stream stream(4, 4);
  while (compared < 20000) {
    std::vector<double> x(1 + stream.below(40));
    const double scale = std::exp2(stream.uniform(-30, 9));
    for (double& v : x) v = stream.normal() * scale;
    ASSERT_NO_FATAL_FAILURE(agree(x, compared));
  }
}

}  // namespace
}  // namespace softmax::verify::oracle
