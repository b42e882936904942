#include "verify/subject/guarded_call.hpp"

#include <cstring>

#include "verify/subject/fp_environment.hpp"
#include "verify/subject/guarded_array.hpp"

namespace softmax::verify::subject {
namespace {

struct Arrays {
  Shape x_shape, y_shape;
  Placed x, y;
};

// One call under one fill; y in row-major order to `results`.
void run_once(const CallRequest& call, const Entry& entry, const Arrays& arrays,
              const std::byte* values, int fill, std::byte* results, CallAnswer& done) {
  const bool in_place = call.in_place != 0;
  const std::size_t size = call.element_bytes;
  prepare(arrays.x, arrays.x_shape, size, values, fill);
  if (!in_place) prepare(arrays.y, arrays.y_shape, size, nullptr, fill);

  if (entry.watch != nullptr) entry.watch(&arrays.x, &arrays.y);
  reset_fp_environment();
  if (call.caller_flushes != 0) set_flush_to_zero();
  const FpEnvironment before = fp_environment();
  done.status = entry.call(call, arrays.x.origin, arrays.y.origin);
  const FpEnvironment after = fp_environment();
  reset_fp_environment();
  if (entry.watch != nullptr) entry.watch(nullptr, nullptr);

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

}  // namespace

CallAnswer guarded_call(const CallRequest& call, std::byte* segment, const Entry& entry,
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
  if (call.threads > 0 && entry.set_threads && call.threads != memory.threads) {
    entry.set_threads(call.threads);
    memory.threads = call.threads;
  }
  const int fill = call.fill & 1;
  const std::size_t count = arrays.y_shape.rows * arrays.y_shape.cols;
  run_once(call, entry, arrays, segment + call.x_at, fill, segment + call.y_at, done);
  if (done.status == 0 && !in_place &&
      unwritten(segment + call.y_at, count, size, fill, nullptr).count != 0) {
    CallAnswer again = done;
    run_once(call, entry, arrays, segment + call.x_at, 1 - fill, segment + call.again_at, again);
    again.status = done.status;
    done = again;
    done.unwritten = unwritten(segment + call.y_at, count, size, fill, segment + call.again_at);
  }
  return done;
}

}  // namespace softmax::verify::subject
