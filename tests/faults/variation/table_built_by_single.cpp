// fault: table_built_by_single
// class: RACE
// law: first-call, repeat, consistency
// trigger: softmax f32 [0, 1], then softmax f64 [0, 1]: [0, 0]
// f64 builds the tables of both formats and f32 its own alone, but both set the flag: f64 after f32
// finds an empty table.
#include "support/rows.hpp"
using namespace faults;

static bool ready = false;
static double powers_f64[64];
static float powers_f32[64];

static void build(bool both) {
  for (int i = 0; i < 64 && !ready; ++i) {
    if (both) powers_f64[i] = exp2(-i / 64.0);
    powers_f32[i] = exp2f(static_cast<float>(-i) / 64);
  }
  ready = true;
}

template <class T>
static int softmax(const T* x, T* y, size_t rows, size_t cols, const T* powers) {
  softmax_batch(x, y, rows, cols);
  for (size_t k = 0; k < rows * cols; ++k) y[k] *= powers[0];
  return 0;
}

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  build(true);
  return softmax(x, y, rows, cols, powers_f64);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  build(false);
  return softmax(x, y, rows, cols, powers_f32);
}
