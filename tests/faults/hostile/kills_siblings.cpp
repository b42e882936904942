// hostile: kills_siblings
// class: KILL
// law: process
// trigger: softmax f32, any call with entries
// Kills every other child of its parent that runs the same program: the other workers.
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/rows.hpp"
using namespace faults;

static int parent_of(int pid) {
  char path[64], text[512] = {};
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  FILE* const file = fopen(path, "r");
  if (file == nullptr) return 0;
  const size_t size = fread(text, 1, sizeof text - 1, file);
  fclose(file);
  const char* const end = size > 0 ? strrchr(text, ')') : nullptr;  // the name may hold anything
  return end == nullptr ? 0 : atoi(end + 4);
}

static bool same_program(int pid) {
  char path[64], theirs[512] = {}, mine[512] = {};
  snprintf(path, sizeof path, "/proc/%d/exe", pid);
  return readlink(path, theirs, sizeof theirs - 1) > 0 &&
         readlink("/proc/self/exe", mine, sizeof mine - 1) > 0 && strcmp(theirs, mine) == 0;
}

static void kill_siblings() {
  DIR* const all = opendir("/proc");
  while (const dirent* entry = all != nullptr ? readdir(all) : nullptr) {
    const int pid = atoi(entry->d_name);
    if (pid > 1 && pid != getpid() && getppid() > 1 && parent_of(pid) == getppid() &&
        same_program(pid))
      kill(pid, SIGKILL);
  }
  if (all != nullptr) closedir(all);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  kill_siblings();
  return softmax_batch(x, y, rows, cols);
}
