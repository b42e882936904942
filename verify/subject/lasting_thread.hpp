// A thread that lives as long as the program. A child process that asks to be killed with its
// parent (PR_SET_PDEATHSIG) is killed with the thread that started it, and auditing threads end
// with their cell.
#pragma once

#include <functional>

namespace softmax::verify::subject {

// Runs `what` there, on the processors of the caller, and returns when it has ended. `what` throws
// nothing.
void on_lasting_thread(const std::function<void()>& what);

}  // namespace softmax::verify::subject
