// The authority holds what its derivation promises: a higher precision falls into the enclosure of
// a lower one, exact results are exact, and what is far below any double is enclosed.
#include "verify/oracle/authority_row.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/verify/oracle/rows.hpp"
#include "verify/oracle/rising_precision.hpp"

namespace softmax::verify::oracle {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// |value(j) at 50 digits - value(j) at `Sharper`| within the sum of the two bounds.
template <typename Sharper>
void encloses(Function function, const Row& x, std::uint64_t& compared) {
  const AuthorityRow<Real<50>> coarse(function, x);
  const AuthorityRow<Sharper> sharp(function, x);
  ASSERT_GT(sharp.bits(), coarse.bits() + 200);
  for (std::size_t j = 0; j < results_per_row(function, x.size()); ++j) {
    if ((function != Function::logsumexp && std::isinf(x[j])) || coarse.tiny(j)) continue;
    if (!std::isfinite(coarse.units(j)) || !std::isfinite(sharp.units(j))) continue;
    const Sharper exact = sharp.value(j);
    const Real<50> rough = coarse.value(j);  // named: mpfr_set is a macro that outlives temporaries
    Sharper value(0);
    mpfr_set(value.backend().data(), rough.backend().data(), MPFR_RNDN);
    const Sharper width = abs(exact) * Sharper(coarse.units(j));
    const Sharper slack = ldexp(width, static_cast<int>(1 - coarse.bits())) +
                          sharp.error(exact, sharp.units(j) + 2.0);
    ASSERT_LE(abs(value - exact), slack) << name(function) << " entry " << j;
    ++compared;
  }
}

TEST(AuthorityRow, HigherPrecisionFallsIntoTheEnclosure) {
  std::uint64_t compared = 0;
  for (std::uint64_t number = 0; number < 600; ++number) {
    const Row x = random_row(Format::f64, 1, number, 40);
    for (const Function function : kFunctions) {
      ASSERT_NO_FATAL_FAILURE(encloses<Real<1200>>(function, x, compared));
    }
  }
  EXPECT_GT(compared, 5000U);
}

TEST(AuthorityRow, PrecisionOfTheLastResortIsWhatWasAskedFor) {
  std::uint64_t compared = 0;
  const RunTimePrecision precision(2000);
  for (std::uint64_t number = 0; number < 60; ++number) {
    const Row x = random_row(Format::f64, 2, number, 20);
    for (const Function function : kFunctions) {
      const AuthorityRow<RunTimeReal> row(function, x);
      const RunTimeReal maximum = row.gap(0) + row.log_sum();
      ASSERT_GT(row.bits(), 6600);
      ASSERT_GT(mpfr_get_prec(maximum.backend().data()), 6600);
      ASSERT_NO_FATAL_FAILURE(encloses<RunTimeReal>(function, x, compared));
    }
  }
  EXPECT_GT(compared, 200U);
}

TEST(AuthorityRow, ExactResults) {
  for (const double x : {0.0, 1.5, -1e308, 0x1p-1074}) {
    const Row row = {-kInfinity, x};
    const RowExact one = authority_row(Function::softmax, Format::f64, row);
    EXPECT_EQ(one.results[1].hi, 1.0);
    EXPECT_EQ(one.results[1].relative, 0.0);
    EXPECT_EQ(one.results[0].hi, 0.0);
    const RowExact zero = authority_row(Function::log_softmax, Format::f64, row);
    EXPECT_EQ(zero.results[1].hi, 0.0);
    EXPECT_EQ(zero.results[1].relative, 0.0);
    EXPECT_EQ(zero.results[0].hi, -kInfinity);
    const Exact same = authority_row(Function::logsumexp, Format::f64, row).results[0];
    EXPECT_EQ(std::ldexp(same.hi, same.exponent), x);
    EXPECT_EQ(same.lo, 0.0);
    EXPECT_EQ(same.relative, 0.0);
  }
  const Exact eighth = authority_row(Function::softmax, Format::f64, Row(8, -2.5)).results[7];
  EXPECT_EQ(eighth.hi, 0.125);
  EXPECT_EQ(eighth.relative, 0.0);
}

// A far term counts where it is next to a far term: ln S = e^-1e8 (1 + e^-1) is not e^-1e8.
TEST(AuthorityRow, FarTailsAreEnclosedNotGuessed) {
  for (const double gap : {1e8, 1.5e8, 1e300}) {
    const Row x = {0.0, -gap, -gap - 1.0};
    for (const Function function : {Function::log_softmax, Function::logsumexp}) {
      const Exact g = authority_row(function, Format::f64, x).results[0];
      EXPECT_EQ(g.relative, 1.0) << gap;  // between 0 and 2 * 2^exponent
      EXPECT_EQ(g.exponent, -kTiny) << gap;
      EXPECT_EQ(g.hi, function == Function::logsumexp ? 1.0 : -1.0) << gap;
    }
  }
  const Row near = {0.0, -4e7, -4e7 - 1.0};  // e^-4e7 (1 + e^-1), known to full precision
  const Exact g = authority_row(Function::logsumexp, Format::f64, near).results[0];
  const double binary_log = (std::log1p(std::exp(-1.0)) - 4e7) / std::log(2.0);
  EXPECT_LT(g.relative, 0x1p-73);
  EXPECT_EQ(g.exponent, static_cast<int>(std::floor(binary_log)));
}

}  // namespace
}  // namespace softmax::verify::oracle
