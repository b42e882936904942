// For subjects that hang: they end when the auditor has gone, so that nothing outlives a test.
#pragma once

#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include "support/rows.hpp"

namespace faults {

inline constexpr time_t kLongest = 600;  // seconds; far beyond any limit of an audit

/// Uses all its time; ends the process once its parent is gone or kLongest have passed.
inline void spin() {
  const pid_t parent = getppid();
  timespec start, now;
  clock_gettime(CLOCK_MONOTONIC, &start);
  do {
    for (volatile int i = 0; i < 10000000; i = i + 1) {
    }
    clock_gettime(CLOCK_MONOTONIC, &now);
  } while (getppid() == parent && now.tv_sec - start.tv_sec < kLongest);
  _exit(0);
}

/// A thread that ends the process like spin(), without using time.
inline void orphan_watch() {
  pthread_t thread;
  const auto watch = [](void*) -> void* {
    const pid_t parent = getppid();
    for (time_t passed = 0; getppid() == parent && passed < kLongest; ++passed) sleep(1);
    _exit(0);
  };
  if (pthread_create(&thread, nullptr, watch, nullptr) == 0) pthread_detach(thread);
}

}  // namespace faults
