#include "verify/generator/families.hpp"
#include "verify/generator/family/elementary.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {
namespace {

// A tiny maximum, and the n - 1 others so far below that ln S is as tiny: logsumexp is a few u.
Matrix tiny_both(const Recipe& recipe, Format format) {
  const double tininess = thresholds(format).normal * (0.1 + 0.04 * recipe.scale);
  const double gap = tininess + plain_log(static_cast<double>(recipe.cols));
  const double top = fit(format, -plain_exp(-tininess) * 0.7);
  Matrix x = filled(recipe, format, [&](auto&, auto, auto) { return -gap; });
  for (std::size_t r = 0; r < x.rows; ++r) x.row(r)[x.cols / 2] = r % 2 == 0 ? top : -top;
  return x;
}

}  // namespace

// logsumexp close to 0: the maximum is close to -ln S and cancels it.
Matrix expand_near_zero(const Recipe& recipe, Format format) {
  if (recipe.variant == 1) return tiny_both(recipe, format);
  const double spread = 0.5 * recipe.scale;
  Matrix x = filled(recipe, format, [&](Stream& s, auto, auto) { return -spread * s.unit(); });
  const Rounding fit(format);
  for (std::size_t r = 0; r < x.rows; ++r) {
    double sum = 0.0;
    for (const double value : x.row(r)) sum += plain_exp(value);
    const double shift = plain_log(sum);
    for (double& value : x.row(r)) value = fit(value - shift);
  }
  return x;
}

}  // namespace softmax::verify::generator
