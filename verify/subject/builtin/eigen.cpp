// Built-in subject eigen: the obvious row expressions of Eigen, as one would write them.
#include <Eigen/Core>

#include <cmath>
#include <cstddef>

#define SOFTMAX_SUBJECT extern "C" __attribute__((visibility("default")))
#define SOFTMAX_TEXT2(x) #x
#define SOFTMAX_TEXT(x) SOFTMAX_TEXT2(x)

namespace {

template <class T>
using Row = Eigen::Array<T, Eigen::Dynamic, 1>;

// run(row of x as an array, r) for each row; Eigen's maxCoeff needs at least one entry.
template <class T, class Run>
int each_row(const T* x, std::size_t rows, std::size_t cols, Run run) {
  for (std::size_t r = 0; r < rows; ++r) {
    run(Eigen::Map<const Row<T>>(x + r * cols, static_cast<Eigen::Index>(cols)), r);
  }
  return 0;
}

template <class T>
int softmax_rows(const T* x, T* y, std::size_t rows, std::size_t cols) {
  if (cols == 0) return 0;
  return each_row(x, rows, cols, [&](const auto& row, std::size_t r) {
    const Row<T> e = (row - row.maxCoeff()).exp();
    Eigen::Map<Row<T>>(y + r * cols, row.size()) = e / e.sum();
  });
}

template <class T>
T logsumexp(const Eigen::Map<const Row<T>>& row) {
  const T max = row.maxCoeff();
  return max + std::log((row - max).exp().sum());
}

template <class T>
int log_softmax_rows(const T* x, T* y, std::size_t rows, std::size_t cols) {
  if (cols == 0) return 0;
  return each_row(x, rows, cols, [&](const auto& row, std::size_t r) {
    const T max = row.maxCoeff();
    Eigen::Map<Row<T>>(y + r * cols, row.size()) = row - max - std::log((row - max).exp().sum());
  });
}

template <class T>
int logsumexp_rows(const T* x, T* y, std::size_t rows, std::size_t cols) {
  if (cols == 0) return rows == 0 ? 0 : 1;
  return each_row(x, rows, cols, [&](const auto& row, std::size_t r) { y[r] = logsumexp<T>(row); });
}

}  // namespace

#define SOFTMAX_EIGEN(function, suffix, T)                                                        \
  SOFTMAX_SUBJECT int function##_##suffix(const T* x, T* y, std::size_t rows, std::size_t cols) { \
    return function##_rows<T>(x, y, rows, cols);                                                  \
  }

SOFTMAX_EIGEN(softmax, f64, double)
SOFTMAX_EIGEN(softmax, f32, float)
SOFTMAX_EIGEN(log_softmax, f64, double)
SOFTMAX_EIGEN(log_softmax, f32, float)
SOFTMAX_EIGEN(logsumexp, f64, double)
SOFTMAX_EIGEN(logsumexp, f32, float)

SOFTMAX_SUBJECT const char* softmax_subject_info(void) {
  return "Eigen " SOFTMAX_TEXT(EIGEN_WORLD_VERSION) "." SOFTMAX_TEXT(
      EIGEN_MAJOR_VERSION) "." SOFTMAX_TEXT(EIGEN_MINOR_VERSION);
}
