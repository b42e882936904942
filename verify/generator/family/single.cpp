#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

namespace {

double level(const Recipe& recipe, Format format, Stream& s) {
  const Thresholds t = thresholds(format);
  const double levels[] = {t.overflow,
                           -t.overflow,
                           -t.normal,
                           -t.subnormal,
                           -t.zero,
                           0.0,
                           0.7,
                           -1e4,
                           -6e4,
                           1e8,
                           -1e8,
                           1.0,
                           -105.0,
                           greatest(format),
                           -greatest(format)};
  const std::size_t k = wrap(recipe.scale, std::size(levels) + 5);
  if (k < std::size(levels)) return levels[k] + (recipe.variant - 1) * s.unit();
  return normal(s) * decade(format, 4 + recipe.variant);
}

}  // namespace

// Rows of one entry: softmax 1, log_softmax 0 and logsumexp x whatever x is.
Matrix expand_single(const Recipe& recipe, Format format) {
  return filled(recipe, format, [&](Stream& s, auto, auto) { return level(recipe, format, s); });
}

}  // namespace softmax::verify::generator
