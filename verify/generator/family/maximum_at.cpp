#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

namespace {

// The 64 last positions, the 64 first, then any: every lane of the widest vectors at both ends.
std::size_t position(int variant, std::size_t cols, Stream& where) {
  const auto k = static_cast<std::size_t>(variant % 64) % cols;
  if (variant < 64) return cols - 1 - k;
  return variant < 128 ? k : place(where, cols);
}

}  // namespace

// The maximum at a chosen position, the next one in each row of a batch, so far above the rest that
// a maximum which ignores it overflows, or the row loses its only weight.
Matrix expand_maximum_at(const Recipe& recipe, Format format) {
  const Thresholds t = thresholds(format);
  const double gaps[] = {t.overflow + 2, t.zero + 2, 20.0, 1.0};
  const double gap = gaps[wrap(recipe.scale, std::size(gaps))];
  Matrix x = filled(recipe, format, [&](Stream& s, auto, auto) { return -gap - s.unit(); });
  Stream where = places(recipe);
  const std::size_t first = position(recipe.variant, recipe.cols, where);
  for (std::size_t r = 0; r < x.rows; ++r) x.row(r)[(first + r) % x.cols] = 0.0;
  return x;
}

}  // namespace softmax::verify::generator
