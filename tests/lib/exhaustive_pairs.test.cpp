// Law: every difference of two binary16 or bfloat16 numbers that matters, for n = 2, is rounded
// right. The rows are (x, 0) for every finite x of the format; MPFR judges.
#include <gtest/gtest.h>

#include "exact.hpp"
#include "softmax/softmax.hpp"

namespace softmax::test {
namespace {

template <class T>
class ExhaustivePairs : public testing::Test {};
using Formats = testing::Types<float16, bfloat16>;
TYPED_TEST_SUITE(ExhaustivePairs, Formats);

TYPED_TEST(ExhaustivePairs, EveryDifference) {
  using T = TypeParam;
  std::size_t rows = 0;
  for (std::uint64_t bits = 0; bits < 0x10000; ++bits) {
    const std::vector<T> row = {value_of<T>(bits), T{}};
    const double x = as_double(row[0]);
    if (!std::isfinite(x)) continue;
    const std::span<const T> in(row);
    std::vector<T> y(2);
    std::vector<T> z(2);
    softmax(in, std::span<T>(y));
    log_softmax(in, std::span<T>(z));
    const T sum = logsumexp(in);
    const auto judge = [&](const auto& e) {
      return e.softmax_is(x, y[0]) && e.softmax_is(0, y[1]) && e.log_softmax_is(x, z[0]) &&
             e.log_softmax_is(0, z[1]) && e.logsumexp_is(sum);
    };
    bool right = false;
    try {
      right = judge(Exact<Real>(in));
    } catch (const std::runtime_error&) {
      right = judge(Exact<Wide>(in));
    }
    ASSERT_TRUE(right) << std::hexfloat << x;
    ++rows;
  }
  ASSERT_GE(rows, 63488U);
}

}  // namespace
}  // namespace softmax::test
