#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// The maximum at a chosen position (last, the ones before it, first, every lane), so far above the
// rest that a maximum which ignores it overflows, or the row loses its only weight.
Matrix expand_maximum_at(const Recipe& recipe, Format format) {
  const Thresholds t = thresholds(format);
  const double gaps[] = {t.overflow + 2, t.zero + 2, 20.0, 1.0};
  const double gap = gaps[wrap(recipe.scale, std::size(gaps))];
  Matrix x = filled(recipe, format, [&](Stream& s, auto, auto) { return -gap - s.unit(); });
  for (std::size_t r = 0; r < x.rows; ++r) {
    const std::size_t at = wrap(recipe.variant, 2 * x.cols);  // from the end, then from the front
    x.row(r)[((at < x.cols ? x.cols - 1 - at : at - x.cols) + r) % x.cols] = 0.0;
  }
  return x;
}

}  // namespace softmax::verify::generator
