// The shape of a measured call: rows and entries a row, written 4096x16.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace softmax::verify::bench {

struct Shape {
  std::size_t rows = 0;
  std::size_t cols = 0;
  friend bool operator==(const Shape&, const Shape&) = default;

  std::size_t elements() const { return rows * cols; }
};

inline constexpr std::size_t kMostElements = std::size_t{1} << 28U;

// Throws UsageError unless `text` is ROWSxCOLS, both at least 1, with at most kMostElements.
Shape parse_shape(std::string_view text);

std::string to_string(const Shape& shape);

// Short rows, rows in the first, second and third cache, and one row that lies in memory.
const std::vector<Shape>& default_shapes();

}  // namespace softmax::verify::bench
