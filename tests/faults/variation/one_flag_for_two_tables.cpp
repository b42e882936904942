// fault: one_flag_for_two_tables
// class: RACE
// law: first-call, repeat, consistency
// trigger: softmax f64 [0, 1], then softmax f32 [0, 1]: [0, 0]
// Each format has a table of its own but both have one flag: the format that comes second finds the
// flag set and its table empty.
#include "support/rows.hpp"
using namespace faults;

static bool ready = false;
static double powers_f64[64];
static float powers_f32[64];

template <class T>
static int softmax(const T* x, T* y, size_t rows, size_t cols, T* powers) {
  for (int i = 0; i < 64 && !ready; ++i) powers[i] = exp2(static_cast<T>(-i) / 64);
  ready = true;
  softmax_batch(x, y, rows, cols);
  for (size_t k = 0; k < rows * cols; ++k) y[k] *= powers[0];
  return 0;
}

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return softmax(x, y, rows, cols, powers_f64);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax(x, y, rows, cols, powers_f32);
}
