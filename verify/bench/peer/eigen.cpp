// Peer eigen-native: Eigen's row expressions written into y, without a temporary row.
#include <Eigen/Core>
#include <cmath>

#include "verify/bench/peer/abi.hpp"

#define SOFTMAX_TEXT2(x) #x
#define SOFTMAX_TEXT(x) SOFTMAX_TEXT2(x)

namespace {

template <class T>
using Row = Eigen::Array<T, Eigen::Dynamic, 1>;

template <class T>
Eigen::Map<const Row<T>> row_of(const T* x, std::size_t r, std::size_t cols) {
  return {x + r * cols, static_cast<Eigen::Index>(cols)};
}

template <class T>
bool softmax_rows(const T* x, T* y, std::size_t rows, std::size_t cols) {
  if (cols == 0) return true;
  for (std::size_t r = 0; r < rows; ++r) {
    const auto row = row_of(x, r, cols);
    Eigen::Map<Row<T>> out(y + r * cols, row.size());
    out = (row - row.maxCoeff()).exp();
    out *= T(1) / out.sum();
  }
  return true;
}

template <class T>
T log_sum(const Eigen::Map<const Row<T>>& row) {
  const T max = row.maxCoeff();
  return max + std::log((row - max).exp().sum());
}

template <class T>
bool log_softmax_rows(const T* x, T* y, std::size_t rows, std::size_t cols) {
  if (cols == 0) return true;
  for (std::size_t r = 0; r < rows; ++r) {
    const auto row = row_of(x, r, cols);
    Eigen::Map<Row<T>>(y + r * cols, row.size()) = row - log_sum<T>(row);
  }
  return true;
}

template <class T>
bool logsumexp_rows(const T* x, T* y, std::size_t rows, std::size_t cols) {
  if (cols == 0) return rows == 0;
  for (std::size_t r = 0; r < rows; ++r) y[r] = log_sum<T>(row_of(x, r, cols));
  return true;
}

}  // namespace

SOFTMAX_PEER_FORMAT(f64, double)
SOFTMAX_PEER_FORMAT(f32, float)

SOFTMAX_PEER const char* softmax_subject_info(void) {
  return "Eigen " SOFTMAX_TEXT(EIGEN_WORLD_VERSION) "." SOFTMAX_TEXT(
      EIGEN_MAJOR_VERSION) "." SOFTMAX_TEXT(EIGEN_MINOR_VERSION);
}
