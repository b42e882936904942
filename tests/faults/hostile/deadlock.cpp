// hostile: deadlock
// class: HANG
// law: process
// trigger: softmax f32, any call with entries
// Locks a mutex twice: never comes back and uses no time.
#include <pthread.h>

#include "support/hostile.hpp"
using namespace faults;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  pthread_mutex_lock(&lock);
  orphan_watch();
  pthread_mutex_lock(&lock);
  return softmax_batch(x, y, rows, cols);
}
