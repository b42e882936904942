#include "verify/subject/guarded_array.hpp"

namespace softmax::verify::subject {
namespace {

// Whether all n bytes at `bytes` are `value`.
bool all_equal(const std::byte* bytes, std::size_t n, int value) {
  return n == 0 || (bytes[0] == std::byte(value) && std::memcmp(bytes, bytes + 1, n - 1) == 0);
}

}  // namespace

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

}  // namespace softmax::verify::subject
