#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// One maximum, the others a threshold below it, between a few units in the last place and a quarter
// away: where exp(-d) leaves the normal numbers, rounds to 0, or would overflow with the sign
// wrong; cut-offs met in fast implementations (13, 17.33, 88, 104); and multiples of ln 2 and of
// (ln 2)/2, where a range reduction takes its next step.
Matrix expand_threshold_gap(const Recipe& recipe, Format format) {
  const Thresholds t = thresholds(format);
  const double gaps[] = {t.normal, t.subnormal, t.zero, t.overflow, 13.0,  17.33, 88.0,  104.0,
                         87.3,     103.97,      745.1,  708.4,      11.09, 16.64, 36.74, 14.5};
  Matrix x(recipe.rows, recipe.cols);
  Stream s(recipe.seed, recipe.family);
  const Rounding fit(format);
  const auto steps = static_cast<std::uint64_t>(2.0 * t.zero / kLn2);
  const bool listed = wrap(recipe.scale, 20) < std::size(gaps);
  for (std::size_t r = 0; r < x.rows; ++r) {
    const double top = recipe.variant == 0 ? 0.0 : static_cast<double>(s.below(17)) - 8.0;
    const double gap = listed ? gaps[wrap(recipe.scale, 20)]
                              : static_cast<double>(1 + s.below(steps)) * (kLn2 / 2);
    for (double& value : x.row(r)) {
      const int closeness = -1 - static_cast<int>(s.below(30));
      value = fit(top - gap * (1.0 + (s.unit() - 0.5) * std::ldexp(1.0, closeness)));
    }
    x.row(r)[place(s, x.cols)] = top;
  }
  return x;
}

}  // namespace softmax::verify::generator
