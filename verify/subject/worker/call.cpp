#include "verify/subject/worker/call.hpp"

#include <algorithm>
#include <cstring>

#include "verify/subject/fp_environment.hpp"
#include "verify/subject/worker/children.hpp"
#include "verify/subject/worker/crash.hpp"
#include "verify/subject/worker/streams.hpp"

namespace softmax::verify::subject {
namespace {

// Outside the elements of x and y stands a value that spoils a result which uses it: a huge finite
// one in all formats under one fill, NaN under the other; y itself is filled with a third and a
// fourth, which no softmax gives.
constexpr int kCanary[] = {0x7B, 0xFF};
constexpr int kFill[] = {0xA5, 0x5A};

// Number of elements and their place; strides in elements.
struct Shape {
  std::size_t rows = 0, cols = 0;
  Strides strides;

  bool empty() const { return rows == 0 || cols == 0; }
  std::int64_t reach(bool upwards) const {
    if (empty()) return 0;
    std::int64_t sum = 0;
    for (const std::int64_t span : {static_cast<std::int64_t>(rows - 1) * strides.row,
                                    static_cast<std::int64_t>(cols - 1) * strides.col}) {
      if ((span > 0) == upwards) sum += span;
    }
    return sum;
  }
  std::size_t extent() const {  // elements from the lowest to the highest, gaps included
    return empty() ? 0 : static_cast<std::size_t>(reach(true) - reach(false)) + 1;
  }
};

Placed place(Arena& arena, const Shape& shape, std::size_t size, bool front, std::size_t offset) {
  const std::size_t bytes = shape.extent() * size;
  const std::size_t shift = offset * size;
  Placed placed;
  placed.pages = arena.pages(bytes + shift);
  if (placed.pages.bytes == nullptr) return placed;
  placed.lowest =
      front ? placed.pages.bytes + shift : placed.pages.bytes + placed.pages.size - shift - bytes;
  placed.end = placed.lowest + bytes;
  placed.origin = placed.lowest - shape.reach(false) * static_cast<std::int64_t>(size);
  return placed;
}

// Without gaps, and in the order of the elements.
bool dense(const Shape& shape) {
  return shape.empty() ||
         ((shape.strides.col == 1 || shape.cols == 1) &&
          (shape.rows == 1 || shape.strides.row == static_cast<std::int64_t>(shape.cols)));
}

// visit(bytes of a run of elements, byte offset of the run in row-major order, bytes of the run).
template <class Visit>
void each_run(const Placed& placed, const Shape& shape, std::size_t size, Visit visit) {
  const auto bytes = static_cast<std::int64_t>(size);
  if (shape.empty()) return;
  if (dense(shape)) {
    visit(placed.origin, std::size_t{0}, shape.rows * shape.cols * size);
    return;
  }
  for (std::size_t r = 0; r < shape.rows; ++r) {
    std::byte* row = placed.origin + static_cast<std::int64_t>(r) * shape.strides.row * bytes;
    if (shape.strides.col == 1 || shape.cols == 1) {
      visit(row, r * shape.cols * size, shape.cols * size);
      continue;
    }
    for (std::size_t c = 0; c < shape.cols; ++c) {
      visit(row + static_cast<std::int64_t>(c) * shape.strides.col * bytes,
            (r * shape.cols + c) * size, size);
    }
  }
}

// Whether all n bytes at `bytes` are `value`.
bool all_equal(const std::byte* bytes, std::size_t n, int value) {
  return n == 0 || (bytes[0] == std::byte(value) && std::memcmp(bytes, bytes + 1, n - 1) == 0);
}

// `values` (or the fill, if null) in a sea of canaries.
void prepare(const Placed& placed, const Shape& shape, std::size_t size, const std::byte* values,
             int fill) {
  const Pages& pages = placed.pages;
  if (dense(shape)) {
    std::memset(pages.bytes, kCanary[fill], static_cast<std::size_t>(placed.lowest - pages.bytes));
    std::memset(placed.end, kCanary[fill],
                static_cast<std::size_t>(pages.bytes + pages.size - placed.end));
  } else {
    std::memset(pages.bytes, kCanary[fill], pages.size);
  }
  each_run(placed, shape, size, [&](std::byte* run, std::size_t at, std::size_t bytes) {
    if (values != nullptr) {
      std::memcpy(run, values + at, bytes);
    } else {
      std::memset(run, kFill[fill], bytes);
    }
  });
}

void add(Trace& trace, std::int64_t first, std::uint64_t count) {
  if (count == 0) return;
  if (trace.count == 0) trace.first = first;
  trace.count += count;
}

// Elements that differ from `values`.
void compare_elements(const Placed& placed, const Shape& shape, std::size_t size,
                      const std::byte* values, Trace& trace) {
  each_run(placed, shape, size, [&](const std::byte* run, std::size_t at, std::size_t bytes) {
    if (std::memcmp(run, values + at, bytes) == 0) return;
    for (std::size_t b = 0; b < bytes; b += size) {
      if (std::memcmp(run + b, values + at + b, size) != 0) {
        add(trace, static_cast<std::int64_t>((at + b) / size), 1);
      }
    }
  });
}

// Bytes outside the elements that are no canaries any more. Elements between others become canaries
// themselves, so that all of the extent is looked at alike.
void compare_rest(const Placed& placed, const Shape& shape, std::size_t size, int fill,
                  Trace& trace) {
  const Pages& pages = placed.pages;
  const auto look = [&](const std::byte* from, const std::byte* to) {
    const auto n = static_cast<std::size_t>(to - from);
    if (all_equal(from, n, kCanary[fill])) return;
    for (std::size_t b = 0; b < n; ++b) {
      if (from[b] != std::byte(kCanary[fill])) add(trace, from + b - placed.lowest, 1);
    }
  };
  look(pages.bytes, placed.lowest);
  if (!dense(shape)) {
    each_run(placed, shape, size, [&](std::byte* run, std::size_t, std::size_t bytes) {
      std::memset(run, kCanary[fill], bytes);
    });
    look(placed.lowest, placed.end);
  }
  look(placed.end, pages.bytes + pages.size);
}

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

struct Arrays {
  Shape x_shape, y_shape;
  Placed x, y;
};

// One call under one fill; y in row-major order to `results`.
void run_once(const CallRequest& call, void* symbol, const Arrays& arrays, const std::byte* values,
              int fill, std::byte* results, CallAnswer& done) {
  const bool in_place = call.in_place != 0;
  const std::size_t size = call.element_bytes;
  prepare(arrays.x, arrays.x_shape, size, values, fill);
  if (!in_place) prepare(arrays.y, arrays.y_shape, size, nullptr, fill);

  watch_arrays(&arrays.x, &arrays.y);
  reset_fp_environment();
  if (call.caller_flushes != 0) set_flush_to_zero();
  const FpEnvironment before = fp_environment();
  done.status = invoke(call, symbol, arrays.x.origin, arrays.y.origin);
  const FpEnvironment after = fp_environment();
  reset_fp_environment();
  watch_arrays(nullptr, nullptr);

  if (before != after) {
    done.mxcsr_before = before.control;
    done.mxcsr_after = after.control;
    done.x87_before = before.x87;
    done.x87_after = after.x87;
  }
  each_run(arrays.y, arrays.y_shape, size, [&](std::byte* run, std::size_t at, std::size_t bytes) {
    std::memcpy(results + at, run, bytes);
  });
  if (!in_place) compare_elements(arrays.x, arrays.x_shape, size, values, done.modified);
  compare_rest(arrays.x, arrays.x_shape, size, fill, done.outside_x);
  if (!in_place) compare_rest(arrays.y, arrays.y_shape, size, fill, done.outside_y);
}

template <class Element>
Element element_of(int fill) {
  Element bits;
  std::memset(&bits, fill, sizeof bits);
  return bits;
}

// Elements that hold the fill; with `other`, also those of a second call under the other fill.
template <class Element>
Trace unwritten(const std::byte* results, std::size_t count, int fill, const std::byte* other) {
  Trace trace;
  const auto first = element_of<Element>(kFill[fill]);
  const auto second = element_of<Element>(kFill[1 - fill]);
  const auto at = [](const std::byte* array, std::size_t i) {
    Element bits;
    std::memcpy(&bits, array + i * sizeof bits, sizeof bits);
    return bits;
  };
  for (std::size_t i = 0; i < count; ++i) {
    if (at(results, i) != first) continue;
    if (other != nullptr && at(other, i) != second) continue;
    add(trace, static_cast<std::int64_t>(i), 1);
  }
  return trace;
}

Trace unwritten(const std::byte* results, std::size_t count, std::size_t size, int fill,
                const std::byte* other) {
  if (size == 8) return unwritten<std::uint64_t>(results, count, fill, other);
  if (size == 4) return unwritten<std::uint32_t>(results, count, fill, other);
  return unwritten<std::uint16_t>(results, count, fill, other);
}

CallAnswer perform_call(const CallRequest& call, std::byte* segment, const Library& library,
                        CallMemory& memory) {
  CallAnswer done;
  const std::size_t size = call.element_bytes;
  const bool in_place = call.in_place != 0;
  Arrays arrays;
  arrays.x_shape = {call.rows, call.cols, call.x};
  arrays.y_shape = {call.rows, call.results_per_row, call.y};
  arrays.x = place(memory.x, arrays.x_shape, size, call.front_guard != 0, call.x_offset);
  arrays.y = in_place ? arrays.x
                      : place(memory.y, arrays.y_shape, size, call.front_guard != 0, call.y_offset);
  if (arrays.x.lowest == nullptr || arrays.y.lowest == nullptr) {
    done.no_memory = 1;
    return done;
  }
  if (call.threads > 0 && library.set_threads != nullptr && call.threads != memory.threads) {
    library.set_threads(call.threads);
    memory.threads = call.threads;
  }
  void* symbol = library.symbols[call.symbol];
  const int fill = call.fill & 1;
  const std::size_t count = arrays.y_shape.rows * arrays.y_shape.cols;
  run_once(call, symbol, arrays, segment + call.x_at, fill, segment + call.y_at, done);
  if (done.status == 0 && !in_place &&
      unwritten(segment + call.y_at, count, size, fill, nullptr).count != 0) {
    CallAnswer again = done;
    run_once(call, symbol, arrays, segment + call.x_at, 1 - fill, segment + call.again_at, again);
    again.status = done.status;
    done = again;
    done.unwritten = unwritten(segment + call.y_at, count, size, fill, segment + call.again_at);
  }
  const Children children = look_for_children();
  done.forked = children.made ? 1 : 0;
  done.children_left = children.running ? 1 : 0;
  done.streams_changed = changed_streams();
  done.printed = bytes_printed(done.streams_changed);
  return done;
}

}  // namespace

void perform_calls(Control& control, std::byte* segment, const Library& library,
                   CallMemory& memory) {
  const std::size_t calls = std::min<std::size_t>(control.calls, kMostCalls);
  for (std::size_t k = 0; k < calls; ++k) {
    const CallRequest call = control.call[k];
    const CallAnswer done = perform_call(call, segment, library, memory);
    control.done[k] = done;
    control.finished.store(static_cast<std::uint32_t>(k) + 1, std::memory_order_release);
    if (done.no_memory != 0 || done.children_left != 0) return;
  }
}

}  // namespace softmax::verify::subject
