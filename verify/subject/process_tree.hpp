// Everything that a process started, in whatever session or group.
#pragma once

#include <sys/types.h>

namespace softmax::verify::subject {

// Kills the descendants of `root`, but not `root` itself; found by a walk over /proc.
void kill_descendants(pid_t root);

}  // namespace softmax::verify::subject
