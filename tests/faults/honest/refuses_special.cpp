// honest: refuses_special
// variant: limited_length
// Every call with a NaN or an infinity in it, and every empty one, is refused: the ABI has refusing
// for what a subject does not support, and asks for rows of finite values alone. Those are careful:
// the default contract.
#include "support/rows.hpp"
using namespace faults;

template <class T>
static bool takes(const T* x, size_t rows, size_t cols) {
  for (size_t i = 0; i < rows * cols; ++i)
    if (!isfinite(x[i])) return false;
  return rows > 0 && cols > 0;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return takes(x, rows, cols) ? softmax_batch(x, y, rows, cols) : 22;
}

SUBJECT int log_softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return takes(x, rows, cols) ? log_softmax_batch(x, y, rows, cols) : 22;
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return takes(x, rows, cols) ? logsumexp_batch(x, y, rows, cols) : 22;
}
