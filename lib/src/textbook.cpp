#include "softmax/textbook.hpp"

#include <cmath>
#include <cstddef>
#include <stdexcept>

namespace softmax::textbook {
namespace {

template <class T>
void shifted(std::span<const T> x, std::span<T> y, T c) {
  if (x.size() != y.size())
    throw std::invalid_argument("softmax::textbook: y must have as many entries as x");
  T sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    y[i] = std::exp(x[i] + c);
    sum += y[i];
  }
  for (T& value : y) value /= sum;
}

}  // namespace

// x + 0 is x, but for −0 + 0 = +0, and exp is 1 at both: (3.10) is (3.11) with C = 0.
void softmax_3_10(std::span<const double> x, std::span<double> y) { shifted(x, y, 0.0); }
void softmax_3_10(std::span<const float> x, std::span<float> y) { shifted(x, y, 0.0F); }
void softmax_3_11(std::span<const double> x, std::span<double> y, double C) { shifted(x, y, C); }
void softmax_3_11(std::span<const float> x, std::span<float> y, float C) { shifted(x, y, C); }

}  // namespace softmax::textbook
