// Law: every output is the value of the format nearest to the exact value, ties to even.
// Rows of all families, all formats, all functions, judged by MPFR. SOFTMAX_TEST_SCALE multiplies
// the number of outputs.
#include <gtest/gtest.h>

#include "families.hpp"
#include "softmax/softmax.hpp"

namespace softmax::test {
namespace {

/// Asks the narrow oracle, and the wide one where the narrow one cannot tell.
template <class T, class Question>
bool judged(std::span<const T> x, const Exact<Real>& narrow, Question question) {
  try {
    return question(narrow);
  } catch (const std::runtime_error&) {
    return question(Exact<Wide>(x));
  }
}

template <class T>
std::string show(std::span<const T> x) {
  std::string text;
  for (std::size_t i = 0; i < x.size() && i < 16; ++i) {
    char one[64];
    std::snprintf(one, sizeof one, "%a ", as_double(x[i]));
    text += one;
  }
  return text;
}

template <class T>
class CorrectRounding : public testing::Test {};
using Formats = testing::Types<double, float, float16, bfloat16>;
TYPED_TEST_SUITE(CorrectRounding, Formats);

TYPED_TEST(CorrectRounding, EveryFamily) {
  using T = TypeParam;
  std::mt19937_64 random(20240701);
  std::size_t outputs = 0;
  const auto rows = static_cast<std::size_t>(40 * scale());
  constexpr std::size_t kLengths[] = {2, 3, 5, 16, 33, 100};
  for (int family = 0; family < kFamilies; ++family) {
    for (std::size_t r = 0; r < rows; ++r) {
      const std::size_t n = kLengths[random() % 6];
      const std::vector<T> row = draw_row<T>(family, n, random);
      const std::span<const T> x(row);
      const Exact<Real> exact(x);
      if (exact.finite < 2) continue;  // a rule, see special_values.test.cpp
      std::vector<T> y(n);
      std::vector<T> z(n);
      softmax(x, std::span<T>(y));
      log_softmax(x, std::span<T>(z));
      for (std::size_t j = 0; j < n; ++j) {
        const double entry = as_double(x[j]);
        if (std::isinf(entry)) {
          ASSERT_EQ(bits_of(y[j]), 0U);
          ASSERT_EQ(as_double(z[j]), entry);
          continue;
        }
        ASSERT_TRUE(judged(x, exact, [&](const auto& e) { return e.softmax_is(entry, y[j]); }))
            << "softmax, family " << family << ", entry " << j << " of " << show(x);
        ASSERT_TRUE(judged(x, exact, [&](const auto& e) { return e.log_softmax_is(entry, z[j]); }))
            << "log_softmax, family " << family << ", entry " << j << " of " << show(x);
        outputs += 2;
      }
      const T sum = logsumexp(x);
      ASSERT_TRUE(judged(x, exact, [&](const auto& e) { return e.logsumexp_is(sum); }))
          << "logsumexp, family " << family << ", of " << show(x);
      ++outputs;
    }
  }
  ASSERT_GT(outputs, 0U);
  this->RecordProperty("outputs", std::to_string(outputs));
  std::printf("0 misrounded of %zu outputs\n", outputs);
}

}  // namespace
}  // namespace softmax::test
