/* The least that makes a subject of door 1 (a shared library):
 *
 *     cc -O2 -shared -fPIC softmax.c -o libmysoftmax.so -lm
 *     softmax-verify audit ./libmysoftmax.so
 *
 * What a library exports is what is audited: here softmax in float, and nothing else. */
#include <math.h>
#include <stddef.h>

int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  for (size_t r = 0; r < rows; ++r, x += cols, y += cols) {
    float max = -INFINITY, sum = 0;
    for (size_t j = 0; j < cols; ++j) {
      if (x[j] > max || isnan(x[j])) max = x[j];
    }
    for (size_t j = 0; j < cols; ++j) sum += y[j] = expf(x[j] - max);
    for (size_t j = 0; j < cols; ++j) y[j] /= sum;
  }
  return 0; /* anything else: this input is refused */
}
