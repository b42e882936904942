// A maximum that overlooks the last entry.
#include <softmax/verify/gtest.hpp>

#include <algorithm>
#include <cmath>

namespace {

void faulty_softmax(const float* x, float* y, std::size_t rows, std::size_t cols) {
  for (std::size_t r = 0; r < rows; ++r, x += cols, y += cols) {
    if (cols == 0) continue;
    const float top = *std::max_element(x, x + (cols > 1 ? cols - 1 : 1));
    double sum = 0;
    for (std::size_t j = 0; j < cols; ++j) sum += y[j] = std::exp(x[j] - top);
    for (std::size_t j = 0; j < cols; ++j) y[j] = static_cast<float>(y[j] / sum);
  }
}

}  // namespace

SOFTMAX_VERIFY(faulty, {.cases = 100}) {
  faulty.f32("softmax", faulty_softmax)
      .f32("logsumexp", [](const float* x, float* y, std::size_t rows, std::size_t cols) {
        for (std::size_t r = 0; r < rows; ++r, x += cols) {
          const float* last = x + cols;
          const float top = cols == 0 ? -INFINITY : *std::max_element(x, last);
          double sum = 0;
          for (std::size_t j = 0; j < cols; ++j) {
            sum += std::isnan(x[j]) ? x[j] : std::exp(static_cast<double>(x[j]) - top);
          }
          y[r] =
              std::isinf(top) && !std::isnan(sum) ? top : static_cast<float>(top + std::log(sum));
        }
      });
}
