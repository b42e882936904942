// Law: the rows whose answer is a rule give that rule, and the golden rows of the source theirs.
#include <gtest/gtest.h>

#include "exact.hpp"
#include "softmax/rows.hpp"
#include "softmax/softmax.hpp"
#include "softmax/textbook.hpp"

namespace softmax::test {
namespace {

template <class T>
class SpecialValues : public testing::Test {
 public:
  using L = Layout<T>;
  static constexpr std::uint64_t kInf = ((1ULL << L::kExponent) - 1) << L::kFraction;
  static constexpr std::uint64_t kSign = 1ULL << (L::kFraction + L::kExponent);
  static constexpr std::uint64_t kOne = ((1ULL << (L::kExponent - 1)) - 1) << L::kFraction;
  static constexpr std::uint64_t kNan = kInf | 1;
  static constexpr std::uint64_t kLow = kInf | kSign;

  static bool is_nan(T y) { return (bits_of(y) & (kSign - 1)) > kInf; }

  /// Bits of softmax, log_softmax and logsumexp; NaN is written as kNan whatever its payload.
  static std::vector<std::uint64_t> run(int function, const std::vector<std::uint64_t>& bits) {
    std::vector<T> x;
    for (const std::uint64_t b : bits) x.push_back(value_of<T>(b));
    std::vector<T> y(function == 2 ? 1 : x.size());
    const std::span<const T> in(x);
    if (function == 0) softmax(in, std::span<T>(y));
    if (function == 1) log_softmax(in, std::span<T>(y));
    if (function == 2) y[0] = logsumexp(in);
    std::vector<std::uint64_t> out;
    for (const T& value : y) out.push_back(is_nan(value) ? kNan : bits_of(value));
    return out;
  }
};
using Formats = testing::Types<double, float, float16, bfloat16>;
TYPED_TEST_SUITE(SpecialValues, Formats);

TYPED_TEST(SpecialValues, Table) {
  using S = SpecialValues<TypeParam>;
  using Bits = std::vector<std::uint64_t>;
  const std::uint64_t inf = S::kInf;
  const std::uint64_t low = S::kLow;
  const std::uint64_t nan = S::kNan;
  const std::uint64_t one = S::kOne;
  struct Case {
    Bits x, softmax, log_softmax, logsumexp;
  };
  const Case cases[] = {
      {{}, {}, {}, {low}},
      {{one}, {one}, {0}, {one}},
      {{S::kSign}, {one}, {0}, {S::kSign}},
      {{nan}, {nan}, {nan}, {nan}},
      {{one, nan}, {nan, nan}, {nan, nan}, {nan}},
      {{nan | S::kSign, low, inf}, {nan, nan, nan}, {nan, nan, nan}, {nan}},
      {{inf}, {one}, {0}, {inf}},
      {{one, inf, low}, {0, one, 0}, {low, 0, low}, {inf}},
      {{inf, one, inf}, {nan, nan, nan}, {nan, nan, nan}, {inf}},
      {{low}, {nan}, {nan}, {low}},
      {{low, low, low}, {nan, nan, nan}, {nan, nan, nan}, {low}},
      {{low, one, low}, {0, one, 0}, {low, 0, low}, {one}},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(S::run(0, c.x), c.softmax);
    EXPECT_EQ(S::run(1, c.x), c.log_softmax);
    EXPECT_EQ(S::run(2, c.x), c.logsumexp);
  }
  // Masks change nothing else.
  const std::uint64_t two = one + (1ULL << Layout<TypeParam>::kFraction);
  for (int function = 0; function < 2; ++function) {
    const Bits plain = S::run(function, {one, two});
    const Bits masked = S::run(function, {low, one, low, two});
    EXPECT_EQ(masked, (Bits{function == 0 ? 0 : low, plain[0], function == 0 ? 0 : low, plain[1]}));
  }
  EXPECT_EQ(S::run(2, {one, two}), S::run(2, {low, one, low, two}));
  // The largest and the least finite value together.
  const std::uint64_t top = inf - 1;
  EXPECT_EQ(S::run(0, {top, top | S::kSign}), (Bits{one, 0}));
  EXPECT_EQ(S::run(1, {top, top | S::kSign}), (Bits{S::kSign, low}));  // −tiny, and overflow
  EXPECT_EQ(S::run(2, {top, top | S::kSign}), Bits{top});
}

TYPED_TEST(SpecialValues, LogSumExpOfASingleFiniteEntryIsThatEntry) {
  using S = SpecialValues<TypeParam>;
  for (const std::size_t n : {1U, 2U, 17U, 2048U, 2049U, 5000U, 262145U}) {
    for (const std::uint64_t bits : {std::uint64_t{0}, S::kSign, S::kSign | 1, std::uint64_t{2}}) {
      std::vector<TypeParam> x(n, value_of<TypeParam>(S::kLow));
      x[n / 2] = value_of<TypeParam>(bits);
      EXPECT_EQ(bits_of(logsumexp(std::span<const TypeParam>(x))), bits) << n;
      logsumexp_rows(x.data(), x.data(), contiguous_rows(1, n));
      EXPECT_EQ(bits_of(x[0]), bits) << n << " in place";
    }
  }
}

TYPED_TEST(SpecialValues, EqualEntriesGiveOneOverN) {
  using S = SpecialValues<TypeParam>;
  for (const std::size_t n : {2U, 4U, 1024U}) {
    const auto y = S::run(0, std::vector<std::uint64_t>(n, S::kOne));
    const auto log2 = static_cast<std::uint64_t>(std::bit_width(n) - 1);
    for (const std::uint64_t bits : y)
      ASSERT_EQ(bits, S::kOne - (log2 << Layout<TypeParam>::kFraction));
  }
}

TEST(SpecialValues, ATieIsRoundedToEven) {
  // 2^25 equal entries in binary16: 2^-25 is the midpoint of 0 and the least subnormal.
  std::vector<float16> row(std::size_t{1} << 25);
  softmax_rows(row.data(), row.data(), contiguous_rows(1, row.size()));
  for (const float16 value : row) ASSERT_EQ(value.bits, 0U);
}

TEST(Golden, TheTextbookFormOverflows) {
  std::vector<double> x;
  for (int i = 705; i <= 714; ++i) x.push_back(i);
  std::vector<double> y(10);
  textbook::softmax_3_10(x, y);
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(y[i], 0.0);
  for (std::size_t i = 5; i < 10; ++i) EXPECT_TRUE(std::isnan(y[i]));
  std::vector<double> shifted(10);
  textbook::softmax_3_11(x, shifted, -714.0);
  double sum = 0;
  for (const double value : shifted) sum += value;
  EXPECT_TRUE(std::isfinite(sum));
}

TEST(Golden, RowsOfTheSource) {
  std::vector<std::vector<double>> rows = {
      {5, 7, 8, 7, 6, 8, 9}, {-5, 7, 8, -7, -6, 8, 9}, {-3, -2, -1, 0, 1, 2, 3}};
  rows.push_back({705, 706, 707, 708, 709, 710, 711, 712, 713, 714});
  for (const auto& row : rows) {
    std::vector<double> y(row.size());
    softmax(std::span<const double>(row), std::span<double>(y));
    const Exact<Real> exact{std::span<const double>(row)};
    for (std::size_t j = 0; j < row.size(); ++j) EXPECT_TRUE(exact.softmax_is(row[j], y[j]));
  }
}

TEST(Errors, LengthsMustAgree) {
  std::vector<double> x(3);
  std::vector<double> y(2);
  EXPECT_THROW(softmax(x, y), std::invalid_argument);
  EXPECT_THROW(log_softmax(x, y), std::invalid_argument);
  EXPECT_THROW(textbook::softmax_3_10(x, y), std::invalid_argument);
}

}  // namespace
}  // namespace softmax::test
