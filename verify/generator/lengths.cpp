#include "verify/generator/lengths.hpp"

#include <algorithm>

namespace softmax::verify::generator {
namespace {

constexpr std::size_t kOrdinary = 4096;  // longest row of all cases but the vast ones
constexpr std::size_t kLargeRows = 17;   // 17 * 4096 elements: offsets of more than 16 bits

rc::Gen<std::size_t> within(std::size_t low, std::size_t high) {
  return rc::gen::inRange<std::size_t>(low, high + 1);
}

// 2^k - 1, 2^k, 2^k + 1 for k = 1 ... 12.
rc::Gen<std::size_t> near_power_of_two() {
  return rc::gen::apply(
      [](std::size_t power, std::size_t step) { return (std::size_t{1} << power) - 1 + step; },
      within(1, 12), within(0, 2));
}

// 513, 515, ... 1023.
rc::Gen<std::size_t> odd() {
  return rc::gen::map(within(256, 511), [](std::size_t half) { return 2 * half + 1; });
}

}  // namespace

std::size_t Lengths::of(Shape shape, std::uint64_t number, const Limits& limits) const {
  const std::size_t most = std::max<std::size_t>(1, limits.max_cols);
  if (shape == Shape::single) return 1;
  if (is_vast(number))
    return std::min(number % 1000 == 251 ? drawn_vast : 65535 + drawn_vast % 3, most);
  if (shape == Shape::long_row) return std::min(drawn_long, most);
  if (is_large(number)) return std::min(kOrdinary, most);
  if (is_in_turn(number)) {
    // Lengths beyond max_cols are left out of the turn.
    return 1 + static_cast<std::size_t>((number / 4) % std::min(kEveryLength, most));
  }
  return std::min(drawn, most);
}

std::size_t Lengths::rows(Shape shape, std::uint64_t number, std::size_t drawn_rows,
                          std::size_t cols, const Limits& limits) const {
  const bool large = is_large(number) && shape != Shape::single && shape != Shape::long_row;
  std::size_t most = limits.max_elements;
  if (!large) most = std::min<std::size_t>(most, crowded ? 16384 : 4096);
  std::size_t rows = large ? kLargeRows : drawn_rows;
  if (shape == Shape::batch) {
    rows = std::max<std::size_t>(rows, 2);
    most = std::max(most, std::min(2 * cols, limits.max_elements));
  }
  return std::clamp<std::size_t>(rows, 1, std::max<std::size_t>(1, most / cols));
}

rc::Gen<Lengths> arbitrary_lengths() {
  static const auto drawn =
      rc::gen::weightedOneOf<std::size_t>({{66, within(2, 24)},
                                           {15, within(2, 130)},
                                           {9, near_power_of_two()},
                                           {6, odd()},
                                           {1, within(1024, 4096)},
                                           {3, rc::gen::just<std::size_t>(1)}});
  static const auto drawn_long = rc::gen::oneOf(
      rc::gen::element<std::size_t>(257, 300, 513, 1025, 2048, 2049, 2100, 4095, 4096),
      within(257, 4096));
  return rc::gen::apply(
      [](std::size_t n, std::size_t longer, std::size_t vast, int crowd) {
        return Lengths{n, longer, vast, crowd == 0};
      },
      drawn, drawn_long, within(4097, 65537), rc::gen::inRange(0, 16));
}

}  // namespace softmax::verify::generator
