// hostile: leaves_thread
// class: AFTERWARDS
// law: process
// trigger: softmax f32, any call
// Right in every call; a thread that it starts goes on for ten minutes.
#include <pthread.h>

#include "support/hostile.hpp"
using namespace faults;

static void* idle(void*) {
  spin();
  return nullptr;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  static bool started = false;
  pthread_t thread;
  if (!started && pthread_create(&thread, nullptr, idle, nullptr) == 0) pthread_detach(thread);
  started = true;
  return softmax_batch(x, y, rows, cols);
}
