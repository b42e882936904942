#include "verify/subject/worker/calls.hpp"

#include <algorithm>

#include "verify/subject/worker/children.hpp"
#include "verify/subject/worker/crash.hpp"
#include "verify/subject/worker/streams.hpp"

namespace softmax::verify::subject {
namespace {

using Contiguous = int (*)(const void*, void*, std::size_t, std::size_t);
using Strided = int (*)(const void*, void*, std::size_t, std::size_t, std::ptrdiff_t,
                        std::ptrdiff_t, std::ptrdiff_t, std::ptrdiff_t);

int invoke(const CallRequest& call, void* symbol, const void* x, void* y) {
  if (call.pass_strides != 0) {
    return reinterpret_cast<Strided>(symbol)(x, y, call.rows, call.cols, call.x.row, call.x.col,
                                             call.y.row, call.y.col);
  }
  return reinterpret_cast<Contiguous>(symbol)(x, y, call.rows, call.cols);
}

// What the subject left behind: child processes, other streams, output.
void look_for_traces(CallAnswer& done) {
  const Children children = look_for_children();
  done.forked = children.made ? 1 : 0;
  done.children_left = children.running ? 1 : 0;
  done.streams_changed = changed_streams();
  done.printed = bytes_printed(done.streams_changed);
}

}  // namespace

Entry entry_of(const Library& library) {
  Entry entry;
  entry.call = [library](const CallRequest& call, const void* x, void* y) {
    return invoke(call, library.symbols[call.symbol], x, y);
  };
  if (library.set_threads != nullptr) entry.set_threads = library.set_threads;
  entry.watch = watch_arrays;
  return entry;
}

void perform_calls(Control& control, std::byte* segment, const Entry& entry, CallMemory& memory) {
  const std::size_t calls = std::min<std::size_t>(control.calls, kMostCalls);
  const bool after_each = control.look_after_each != 0;
  for (std::size_t k = 0; k < calls; ++k) {
    const CallRequest call = control.call[k];
    CallAnswer done = guarded_call(call, segment, entry, memory);
    const bool no_memory = done.no_memory != 0;  // the subject was not called
    if (no_memory && k > 0) look_for_traces(control.done[k - 1]);
    if (!no_memory && (after_each || k + 1 == calls)) look_for_traces(done);
    control.done[k] = done;
    control.finished.store(static_cast<std::uint32_t>(k) + 1, std::memory_order_release);
    if (no_memory || done.children_left != 0) return;
  }
}

}  // namespace softmax::verify::subject
