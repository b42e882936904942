// Law: all 2^32 pairs of patterns of binary16, and of bfloat16, as rows of two entries, give what
// the contract says. Label exhaustive: half an hour of processor time a format.
//
// Doubles decide, within bounds that are derived here; what those leave open goes to MPFR.
#include <gtest/gtest.h>

#include "exact.hpp"
#include "midpoints.hpp"
#include "softmax/rows.hpp"
#include "softmax/softmax.hpp"

namespace softmax::test {
namespace {

constexpr std::size_t kPatterns = 65536;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Range {
  double low, high;
};

/// The exact values for finite entries m ≥ l.
struct TwoEntries {
  Range greater, lesser;          // softmax
  Range log_greater, log_lesser;  // log_softmax
  Range logsumexp;
};

// v, a normal number or 0, within relative r < 2^-40; the two roundings of each end are below
// 2^-52.
Range around(double v, double r) {
  const double a = v * (1 - (r + 0x1p-51));
  const double b = v * (1 + (r + 0x1p-51));
  return {std::fmin(a, b), std::fmax(a, b)};
}

template <class T>
bool same(T a, T b) {
  return bits_of(a) == bits_of(b);
}

/// Whether d, which is m − l rounded, is m − l (the error of Knuth's TwoSum is 0).
bool is_exact(double m, double l, double d) {
  const double part = d - m;
  return (m - (d - part)) + (-l - part) == 0;
}

// e < exp(−700) < 2^-1000. The lesser result is 0 in both formats, and the greater rounds to 1.
TwoEntries enclose_far(double m, double d, bool exact) {
  const Range tiny = {0, 0x1p-1000};
  // −d − ln(1 + e) lies between −d and the next double. A d that was rounded is next to m, which
  // the format has.
  const double below = -std::nextafter(d, kInfinity);
  const Range log = exact ? Range{below, below} : around(-d, 0x1p-52);
  return {{1, 1}, tiny, {-tiny.high, -0.0}, log, m == 0 ? tiny : around(m, 0x1p-52)};
}

// d = m − l is rounded once, relatively by 2^-53, so e = exp(−d) is within d·2^-53 + 2^-52 (glibc's
// exp is within one ULP, and normal here). ln(1 + e) has a condition number below 1 for e > 0, and
// log1p is within 2^-51 (glibc names 1 ULP); quotients, sums and second-order terms are below
// 2^-51: r holds them all.
TwoEntries enclose(double m, double l) {
  const double d = m - l;
  const bool exact = is_exact(m, l, d);
  if (d > 700) return enclose_far(m, d, exact);
  const double e = std::exp(-d);
  const double r = d * 0x1p-52 + 0x1p-49;
  const double log = std::log1p(e);
  const double sum = m + log;
  const double error = log * r + (std::fabs(m) + log) * 0x1p-52;
  TwoEntries g = {around(1 / (1 + e), r),
                  around(e / (1 + e), r),
                  around(-log, r),
                  around(-d - log, r),
                  {sum - error, sum + error}};
  // Where ln(1 + e) is less than what −d − log may be off by, it still makes the value less than
  // −d.
  if (exact && g.log_lesser.high >= -d) {
    g.log_lesser.high = -std::nextafter(d, kInfinity);
    g.log_lesser.low = std::fmin(g.log_lesser.low, g.log_lesser.high);
  }
  return g;
}

template <class T>
class AllPairs : public testing::Test {
 public:
  const Midpoints<T> midpoints_;
  std::uint64_t numbers_ = 0;  // rows of two finite entries that were judged
  std::uint64_t open_ = 0;     // results that went to MPFR

  bool right(T y, Range g, auto&& exactly) {
    const Nearest verdict = midpoints_.judge(y, g.low, g.high);
    if (verdict != Nearest::open) return verdict == Nearest::yes;
    ++open_;
    try {
      return exactly(Real{});
    } catch (const std::runtime_error&) {
      return exactly(Wide{});
    }
  }

  bool is_nan(T y) const { return std::isnan(midpoints_.value(y)); }
  bool is(T y, double value) const {
    return midpoints_.value(y) == value && std::signbit(midpoints_.value(y)) == std::signbit(value);
  }

  // Rows with NaN or infinities: the rules of softmax/softmax.hpp.
  bool special(double a, double b, const T* s, const T* l, T sum) const {
    const bool all_nan = is_nan(s[0]) && is_nan(s[1]) && is_nan(l[0]) && is_nan(l[1]);
    if (std::isnan(a) || std::isnan(b)) return all_nan && is_nan(sum);
    if (a == b) return all_nan && is(sum, a);
    const std::size_t top = a > b ? 0 : 1;
    return is(s[top], 1) && is(s[1 - top], 0) && is(l[top], 0) && is(l[1 - top], -kInfinity) &&
           is(sum, top == 0 ? a : b);
  }

  bool row(const T* x, const T* s, const T* l, T sum) {
    const double a = midpoints_.value(x[0]);
    const double b = midpoints_.value(x[1]);
    if (!std::isfinite(a) || !std::isfinite(b)) return special(a, b, s, l, sum);
    ++numbers_;
    const bool first = a >= b;
    const std::size_t i = first ? 0 : 1;
    const TwoEntries g = enclose(first ? a : b, first ? b : a);
    const std::span<const T> in(x, 2);
    const auto softmax = [&](std::size_t j) {
      return [=](auto real) { return Exact<decltype(real)>(in).softmax_is(j == 0 ? a : b, s[j]); };
    };
    const auto log = [&](std::size_t j) {
      return
          [=](auto real) { return Exact<decltype(real)>(in).log_softmax_is(j == 0 ? a : b, l[j]); };
    };
    const std::size_t k = 1 - i;
    return right(s[i], g.greater, softmax(i)) && right(s[k], g.lesser, softmax(k)) &&
           right(l[i], g.log_greater, log(i)) && right(l[k], g.log_lesser, log(k)) &&
           right(sum, g.logsumexp,
                 [=](auto real) { return Exact<decltype(real)>(in).logsumexp_is(sum); });
  }
};
using Formats = testing::Types<float16, bfloat16>;
TYPED_TEST_SUITE(AllPairs, Formats);

TYPED_TEST(AllPairs, AreRoundedRight) {
  using T = TypeParam;
  constexpr std::size_t kRows = 2 * kPatterns;
  std::vector<T> x(2 * kRows), softmax(2 * kRows), log(2 * kRows), sum(kRows);
  for (std::size_t first = 0; first < kPatterns; ++first) {
    // Each pair in either order.
    const std::size_t rows = 2 * (first + 1);
    for (std::size_t second = 0; second <= first; ++second) {
      x[4 * second] = x[4 * second + 3] = value_of<T>(first);
      x[4 * second + 1] = x[4 * second + 2] = value_of<T>(second);
    }
    // Calls of 2^16 entries have a way of their own, and so have shorter ones.
    const std::size_t batch = first % 2 == 0 ? rows : 8192;
    for (std::size_t at = 0; at < rows; at += batch) {
      const RowLayout layout = contiguous_rows(std::min(batch, rows - at), 2);
      RowLayout one = layout;
      one.y_row = 1;
      softmax_rows(x.data() + 2 * at, softmax.data() + 2 * at, layout);
      log_softmax_rows(x.data() + 2 * at, log.data() + 2 * at, layout);
      logsumexp_rows(x.data() + 2 * at, sum.data() + at, one);
    }
    for (std::size_t k = 0; k < rows; k += 2) {
      const std::size_t at = 2 * k;
      const bool swapped = same(softmax[at], softmax[at + 3]) &&
                           same(softmax[at + 1], softmax[at + 2]) && same(log[at], log[at + 3]) &&
                           same(log[at + 1], log[at + 2]) && same(sum[k], sum[k + 1]);
      ASSERT_TRUE(swapped && this->row(&x[at], &softmax[at], &log[at], sum[k]))
          << std::hexfloat << as_double(x[at]) << ", " << as_double(x[at + 1]) << ": softmax "
          << as_double(softmax[at]) << ", " << as_double(softmax[at + 1]) << ", log_softmax "
          << as_double(log[at]) << ", " << as_double(log[at + 1]) << ", logsumexp "
          << as_double(sum[k]) << (swapped ? "" : "; in the other order not the same bits");
    }
  }
  std::printf("%llu pairs of numbers judged, %llu results by MPFR\n",
              static_cast<unsigned long long>(this->numbers_),
              static_cast<unsigned long long>(this->open_));
  // Patterns of finite numbers, of either sign: all below that of infinity.
  constexpr auto kFinite = std::uint64_t{2} * ((1U << Layout<T>::kExponent) - 1)
                           << Layout<T>::kFraction;
  EXPECT_EQ(this->numbers_, kFinite * (kFinite + 1) / 2);
}

// The judge itself: a result moved by one unit is wrong.
TYPED_TEST(AllPairs, TheJudgeSeesOneUnit) {
  using T = TypeParam;
  for (const std::uint64_t bits : {0x3C00U, 0x0401U, 0x3801U, 0xBC7FU}) {
    const std::vector<T> row = {value_of<T>(bits), T{}};
    std::vector<T> s(2);
    std::vector<T> l(2);
    softmax(std::span<const T>(row), std::span<T>(s));
    log_softmax(std::span<const T>(row), std::span<T>(l));
    const T sum = logsumexp(std::span<const T>(row));
    ASSERT_TRUE(this->row(row.data(), s.data(), l.data(), sum));
    for (const int step : {-1, 1}) {
      const auto moved = [&](T y) {
        return value_of<T>(static_cast<std::uint64_t>(bits_of(y) + step));
      };
      for (std::size_t j = 0; j < 2; ++j) {
        std::vector<T> other = s;
        other[j] = moved(s[j]);
        EXPECT_FALSE(this->row(row.data(), other.data(), l.data(), sum));
        other = l;
        other[j] = moved(l[j]);
        EXPECT_FALSE(this->row(row.data(), s.data(), other.data(), sum));
      }
      EXPECT_FALSE(this->row(row.data(), s.data(), l.data(), moved(sum)));
    }
  }
}

}  // namespace
}  // namespace softmax::test
