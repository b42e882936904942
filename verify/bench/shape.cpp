#include "verify/bench/shape.hpp"

#include <fmt/format.h>

#include <charconv>

#include "verify/core/usage_error.hpp"

namespace softmax::verify::bench {
namespace {

// Reads digits from the front of `text`; 0 if there are none or too many.
std::size_t take_number(std::string_view& text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return 0;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

}  // namespace

Shape parse_shape(std::string_view text) {
  std::string_view rest = text;
  Shape shape;
  shape.rows = take_number(rest);
  if (shape.rows != 0 && rest.starts_with('x')) {
    rest.remove_prefix(1);
    shape.cols = take_number(rest);
  }
  if (shape.cols == 0 || !rest.empty()) {
    throw UsageError(
        fmt::format("--shape '{}' must be ROWSxCOLS, both at least 1, for example 4096x16", text));
  }
  if (shape.rows > kMostElements / shape.cols) {
    throw UsageError(fmt::format(
        "--shape '{}' has more than {} elements, the most that is measured", text, kMostElements));
  }
  return shape;
}

std::string to_string(const Shape& shape) { return fmt::format("{}x{}", shape.rows, shape.cols); }

const std::vector<Shape>& default_shapes() {
  static const std::vector<Shape> shapes = {
      {4096, 16}, {1024, 128}, {512, 1024}, {32, 32000}, {1, 4194304}};
  return shapes;
}

}  // namespace softmax::verify::bench
