// A user's implementation with double inside, and the laws beside the user's own test.
#include <softmax/verify/gtest.hpp>

#include <cmath>
#include <limits>

namespace {

template <class T>
long double log_sum(const T* x, std::size_t n, T& top) {
  top = -std::numeric_limits<T>::infinity();
  for (std::size_t j = 0; j < n; ++j) top = std::isnan(x[j]) || x[j] > top ? x[j] : top;
  for (std::size_t j = 0; j < n; ++j) top = std::isnan(x[j]) ? x[j] : top;
  long double rest = 0;
  bool counted = false;
  for (std::size_t j = 0; j < n; ++j) {
    if (x[j] == top && !counted) {
      counted = true;
    } else {
      rest += std::exp(static_cast<long double>(x[j]) - top);
    }
  }
  return std::log1p(rest);
}

void careful_softmax(const float* x, float* y, std::size_t rows, std::size_t cols) {
  for (std::size_t r = 0; r < rows; ++r, x += cols, y += cols) {
    float top = 0;
    const long double sum = log_sum(x, cols, top);
    for (std::size_t j = 0; j < cols; ++j) {
      y[j] = static_cast<float>(std::exp(static_cast<long double>(x[j]) - top - sum));
    }
  }
}

int careful_logsumexp(const double* x, double* y, std::size_t rows, std::size_t cols) {
  for (std::size_t r = 0; r < rows; ++r, x += cols) {
    double top = 0;
    const long double sum = log_sum(x, cols, top);
    y[r] = std::isinf(top) ? top : static_cast<double>(top + sum);
  }
  return 0;
}

}  // namespace

TEST(Own, Test) { EXPECT_EQ(1 + 1, 2); }

SOFTMAX_VERIFY(careful, {.cases = 200}) {
  careful.f32("softmax", careful_softmax).f64("logsumexp", careful_logsumexp);
}
