// What it does besides y = x + 1 is said by the first entry of the call, so that one call of many
// can be amiss.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "call.hpp"

EXPORT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  switch (static_cast<int>(x[0])) {
    case 1:
      abort();
    case 2:
      for (;;) usleep(1000);
    case 3:
      printf("said by a call\n");
      break;
    case 4:
      usleep(300'000);
      break;
    case 5:
      if (fork() == 0) {
        for (;;) pause();
      }
      break;
    case 6:
      return 6;
    case 7:  // in the first process that makes this file
      if (FILE* made = fopen(getenv("SOFTMAX_TEST_MARK"), "wx")) {
        fclose(made);
        printf("said once\n");
      }
      break;
    default:
      break;
  }
  return fill(x, y, rows * cols);
}
