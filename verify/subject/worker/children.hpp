// Child processes that the subject made.
#pragma once

namespace softmax::verify::subject {

// Adopts orphans of its children, and counts forks from now on.
void watch_children();

struct Children {
  bool made = false;     // one was made since the last look, whether or not it is still there
  bool running = false;  // one still runs
};

// In a child that came back from the subject as if it were the worker: ends it. In the worker:
// what happened since the last look; reaps what has ended.
Children look_for_children();

}  // namespace softmax::verify::subject
