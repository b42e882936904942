// Threads for one call: join before returning, so that nothing outlives the call.
#pragma once

#include <pthread.h>
#include <stddef.h>

namespace faults {

inline constexpr int kMaxTeam = 16;

/// run(t) for t in [0, size), run(0) on the calling thread; size is cut to [1, kMaxTeam].
template <class Run>
void with_team(int size, Run run) {
  struct Member {
    const Run* run;
    int index;
  };
  if (size < 1) size = 1;
  if (size > kMaxTeam) size = kMaxTeam;
  pthread_t threads[kMaxTeam];
  bool started[kMaxTeam] = {};
  Member members[kMaxTeam];
  for (int t = 1; t < size; ++t) {
    members[t] = {&run, t};
    started[t] = pthread_create(
                     &threads[t], nullptr,
                     [](void* m) -> void* {
                       const Member* self = static_cast<const Member*>(m);
                       (*self->run)(self->index);
                       return nullptr;
                     },
                     &members[t]) == 0;
    if (!started[t]) run(t);
  }
  run(0);
  for (int t = 1; t < size; ++t)
    if (started[t]) pthread_join(threads[t], nullptr);
}

/// First element of part t of n elements cut into `size` parts.
inline size_t part_begin(size_t n, int size, int t) {
  return n * static_cast<size_t>(t) / static_cast<size_t>(size);
}

}  // namespace faults
