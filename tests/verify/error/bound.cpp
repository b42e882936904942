#include "verify/error/bound.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "verify/core/seed.hpp"
#include "verify/error/ulp.hpp"
#include "verify/oracle/oracle.hpp"

namespace softmax::verify::error {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

double bound_of(const Contract& contract, Function function, Format format,
                const std::vector<double>& x, std::size_t j) {
  oracle::Oracle oracle;
  const oracle::RowExact exact = oracle.row(function, format, x);
  return RowBound(contract, function, format, x, exact).ulp(j);
}

TEST(Bound, FlatContractsAreWhatTheySay) {
  Contract contract;
  contract.accuracy = Accuracy::correctly_rounded;
  EXPECT_EQ(bound_of(contract, Function::softmax, Format::f32, {0, 1, 2}, 1), 0.5);
  contract.accuracy = Accuracy::ulp;
  contract.ulp = 7;
  EXPECT_EQ(bound_of(contract, Function::logsumexp, Format::f64, {0, 1, 2}, 0), 7.0);
}

TEST(Bound, NothingIsAllowedWhereNothingIsRounded) {
  EXPECT_EQ(bound_of({}, Function::softmax, Format::f32, {3}, 0), 0.0);
  EXPECT_EQ(bound_of({}, Function::log_softmax, Format::f32, {3, -kInf}, 0), 0.0);
  EXPECT_EQ(bound_of({}, Function::softmax, Format::f32, {3, -kInf, 2}, 1), 0.0);
}

TEST(Bound, DifferenceIsRounded) {
  EXPECT_FALSE(difference_is_rounded(Format::f32, -1.0, 2.0));
  EXPECT_TRUE(difference_is_rounded(Format::f32, 0x1p-30, 1.0));
  EXPECT_TRUE(difference_is_rounded(Format::f64, 0x1p-60, 1.0));
  EXPECT_FALSE(difference_is_rounded(Format::f64, 0x1p-52, 1.0));
  EXPECT_TRUE(difference_is_rounded(Format::f16, 100.0, 0x1p-10));
  EXPECT_TRUE(difference_is_rounded(Format::f64, -1.7e308, 1.7e308));  // overflows
}

// log_softmax at a maximum far above the rest: the exact value is subnormal in f64, and the bound,
// which is absolute, more than 2^1024 ULP of it.
TEST(Bound, IsKnownInAbsoluteTermsWhereItsULPOverflow) {
  const Contract contract;
  std::vector<double> x(64, -720.0);
  x[0] = 0.0;
  oracle::Oracle oracle;
  const oracle::RowExact exact = oracle.row(Function::log_softmax, Format::f64, x);
  const RowBound bound(contract, Function::log_softmax, Format::f64, x, exact);
  EXPECT_TRUE(std::isinf(bound.ulp(0)));
  EXPECT_GT(bound.absolute(0), 0x1p-53);
  EXPECT_LT(bound.absolute(0), 0x1p-46);  // E + ln(m/S) + sigma = 71.2 u
}

TEST(Bound, InAbsoluteTermsIsThatInULP) {
  const Contract contract;
  oracle::Oracle oracle;
  const std::vector<double> x = {0.0, -3.0, 0.1};
  for (const Function function : {Function::log_softmax, Function::logsumexp}) {
    const oracle::RowExact exact = oracle.row(function, Format::f32, x);
    const RowBound bound(contract, function, Format::f32, x, exact);
    const double spacing_here = spacing(Format::f32, exact.results[0].approximate());
    EXPECT_NEAR(bound.absolute(0), bound.ulp(0) * spacing_here, bound.absolute(0) * 1e-9);
  }
}

// Theorem B2 by hand: two entries, gap 10 exact, E = 4, sigma = 1.
TEST(Bound, SoftmaxOfTwoByHand) {
  const std::vector<double> x = {0.0, -10.0};
  const double g = 1 / (1 + std::exp(10.0));
  const double ln = std::log(2.0) - std::log1p(std::exp(-10.0));
  const double terms = 2 * 4 + ln + 1 + 1;  // 2E + ln(m/S) + sigma + 1, and m eta / u = 2^-124
  const double by_hand = terms * 0x1p-24 * g / spacing(Format::f32, g);
  const double bound = bound_of({}, Function::softmax, Format::f32, x, 1);
  EXPECT_GE(bound, by_hand);
  EXPECT_LE(bound, by_hand * (1 + 0x1p-19) + 1e-30);  // second order: (K + E) u
}

TEST(Bound, ShiftCostsOnlyWhereTheDifferenceIsRounded) {
  const double exact = bound_of({}, Function::softmax, Format::f32, {0.0, -64.0}, 1);
  const double rounded = bound_of({}, Function::softmax, Format::f32, {0x1p-30, -64.0}, 1);
  EXPECT_GT(rounded, exact + 30);
}

TEST(Bound, GrowthIsTakenFromAbove) {
  for (double t = 0x1p-60; t < 4.0; t *= 1.37) {
    const double exact = std::expm1(t);
    ASSERT_GE(expm1_above(t) * (1 + 0x1p-50), exact) << t;
    ASSERT_LE(expm1_above(t), exact * (1 + 0x1p-21)) << t;
  }
  EXPECT_EQ(expm1_above(0.0), 0.0);
}

TEST(Bound, OrderOfSummationConstants) {
  std::vector<double> x(1000, 0.0);
  x[0] = 1.0;
  const auto with = [&](Summation summation) {
    Contract contract;
    contract.summation = summation;
    return bound_of(contract, Function::softmax, Format::f32, x, 0);
  };
  EXPECT_GT(with(Summation::recursive), with(Summation::pairwise));
  EXPECT_GT(with(Summation::pairwise), with(Summation::compensated));
}

TEST(Bound, FlushAllowsZeroBelowTheLeastNormalOnly) {
  Contract contract;
  contract.underflow = Underflow::flush;
  oracle::Oracle oracle;
  const std::vector<double> x = {0.0, -87.0, -88.0, -100.0};
  const auto exact = oracle.row(Function::softmax, Format::f32, x);
  const RowBound bound(contract, Function::softmax, Format::f32, x, exact);
  EXPECT_FALSE(bound.zero_allowed(0));
  EXPECT_FALSE(bound.zero_allowed(1));
  EXPECT_TRUE(bound.zero_allowed(2));
  EXPECT_TRUE(bound.zero_allowed(3));
  const Contract gradual;
  EXPECT_FALSE(RowBound(gradual, Function::softmax, Format::f32, x, exact).zero_allowed(3));
}

TEST(Bound, ADifferenceThatOverflowsLeavesOnlyTheQuanta) {
  const double bound = bound_of({}, Function::softmax, Format::f64, {1.7e308, -1.7e308}, 1);
  EXPECT_GE(bound, 2.0);
  EXPECT_LE(bound, 2.001);
}

TEST(Bound, ATreeOfFewTermsAmongMasksRoundsFewTimes) {
  std::vector<double> x(1000, -kInf);
  x[0] = x[999] = 0.0;
  Contract tree;
  tree.summation = Summation::pairwise;
  EXPECT_EQ(bound_of(tree, Function::softmax, Format::f32, x, 0),
            bound_of({}, Function::softmax, Format::f32, x, 0));  // sigma = m - 1 = 1 in both
}

TEST(Bound, AnExpThatPromisesNothingLeavesTheLawOfRange) {
  Contract contract;
  contract.exp_error = 300;  // 300 u > 1 in bf16
  const std::vector<double> x = {0.0, -3.0};
  const double g = 1 / (1 + std::exp(3.0));
  EXPECT_EQ(bound_of(contract, Function::softmax, Format::bf16, x, 1),
            1 / spacing(Format::bf16, g));
  EXPECT_EQ(bound_of(contract, Function::log_softmax, Format::bf16, x, 1), kInf);
}

// The theorems, against an implementation that does just what the model says: every operation
// rounded into the format, exp and log within one u. It must never pass its bound, in any format.
class Model {
 public:
  Model(Format format, Underflow underflow) : format_(format), underflow_(underflow) {}
  std::vector<double> run(Function function, std::vector<double> x) const {
    for (double& value : x) value = rounded(value);
    const double a = *std::max_element(x.begin(), x.end());
    std::vector<double> d;
    std::vector<double> e;
    double sum = 0.0;
    for (const double value : x) {
      d.push_back(rounded(value - a));
      e.push_back(rounded(std::exp(d.back())));
      sum = rounded(sum + e.back());
    }
    const double log_sum = rounded(std::log(sum));
    if (function == Function::logsumexp) return {rounded(a + log_sum)};
    for (std::size_t j = 0; j < x.size(); ++j) {
      e[j] = rounded(function == Function::softmax ? e[j] / sum : d[j] - log_sum);
    }
    return e;
  }

 private:
  double rounded(double value) const {
    const double y = round_to(format_, value);
    const bool lost = underflow_ == Underflow::flush && std::fabs(y) < least_normal(format_);
    return lost ? 0.0 : y;
  }
  Format format_;
  Underflow underflow_;
};

void hold(Underflow underflow, double least_scale, std::uint64_t seed) {
  oracle::Oracle oracle;
  Contract contract;
  contract.exp_error = 1.01;  // rounded from binary64
  contract.underflow = underflow;
  Stream stream(seed, 1);
  std::uint64_t compared = 0;
  for (int round = 0; round < 600; ++round) {
    const Format format =
        kFormats[1 + stream.below(3)];  // f32, f16, bf16: f64 inside is exact enough
    const std::size_t n = 1 + stream.below(60);
    const double scale = std::exp2(stream.uniform(least_scale, 6));
    std::vector<double> x(n);
    for (double& value : x) value = round_to(format, stream.normal() * scale);
    for (const Function function : kFunctions) {
      const auto exact = oracle.row(function, format, x);
      const RowBound bound(contract, function, format, x, exact);
      const auto y = Model(format, underflow).run(function, x);
      for (std::size_t j = 0; j < y.size(); ++j, ++compared) {
        if (y[j] == 0.0 && bound.zero_allowed(j)) continue;
        ASSERT_LE(ulp_error(format, y[j], exact.results[j]).high, bound.ulp(j) + 0x1p-20)
            << name(function) << ' ' << traits(format).name << " n " << n << " j " << j;
      }
    }
  }
  EXPECT_GT(compared, 20000U);
}

TEST(Bound, HoldsForTheModelImplementation) { hold(Underflow::gradual, -6, 11); }

TEST(Bound, HoldsForTheModelThatFlushesResultsAndOperands) { hold(Underflow::flush, -18, 12); }

}  // namespace
}  // namespace softmax::verify::error
