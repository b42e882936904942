// Everything that a process started, in whatever session or group.
#pragma once

#include <sys/types.h>

#include <vector>

namespace softmax::verify::subject {

// The descendants of `root` that have not ended, without `root` itself; found by a walk over /proc.
std::vector<pid_t> descendants(pid_t root);

// Kills the descendants of `root`, but not `root` itself.
void kill_descendants(pid_t root);

}  // namespace softmax::verify::subject
