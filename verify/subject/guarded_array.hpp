// The elements of one array of a call in an arena: where they lie, what surrounds them, and what
// became of both.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "verify/subject/arena.hpp"
#include "verify/subject/protocol.hpp"

namespace softmax::verify::subject {

// Outside the elements of x and y stands a value that spoils a result which uses it: a huge finite
// one in all formats under one fill, NaN under the other; y itself is filled with a third and a
// fourth, which no softmax gives.
inline constexpr int kCanary[] = {0x7B, 0xFF};
inline constexpr int kFill[] = {0xA5, 0x5A};

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

// `bytes` bytes or none: lowest is null where there is no memory. `front`: the array touches the
// guard before it, but for `offset` elements of `size` bytes; else the one behind it.
Placed place(Arena& arena, const Shape& shape, std::size_t size, bool front, std::size_t offset);

// Without gaps, and in the order of the elements.
inline bool dense(const Shape& shape) {
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

// Writes `values` (row-major; or the fill, if null) into a sea of canaries.
void prepare(const Placed& placed, const Shape& shape, std::size_t size, const std::byte* values,
             int fill);

// Elements that differ from `values`.
void compare_elements(const Placed& placed, const Shape& shape, std::size_t size,
                      const std::byte* values, Trace& trace);

// Bytes outside the elements that are no canaries any more. Elements between others become canaries
// themselves, so that all of the extent is looked at alike.
void compare_rest(const Placed& placed, const Shape& shape, std::size_t size, int fill,
                  Trace& trace);

inline void add(Trace& trace, std::int64_t first, std::uint64_t count) {
  if (count == 0) return;
  if (trace.count == 0) trace.first = first;
  trace.count += count;
}

}  // namespace softmax::verify::subject
