#include "verify/generator/family/rounding.hpp"
#include "verify/generator/shrinking/attempts.hpp"
#include "verify/generator/shrinking/complexity.hpp"
#include "verify/generator/shrinking/values.hpp"

namespace softmax::verify::generator {
namespace {

// Values simpler than v: small whole numbers, its own whole part, then its leading bits.
std::vector<double> simpler_values(double v, const Rounding& fit, int precision) {
  std::vector<double> found = {0.0,           1.0,           -1.0,         std::fabs(v),
                               std::trunc(v), std::round(v), std::ceil(v), std::floor(v)};
  for (int bits = 1; bits < precision; ++bits) {
    const double grid = std::ldexp(1.0, std::ilogb(v) - bits + 1);
    found.push_back(std::trunc(v / grid) * grid);
    found.push_back((std::trunc(v / grid) + (v < 0 ? -1.0 : 1.0)) * grid);
  }
  found.push_back(v / 2);
  for (double& value : found) value = fit(value);
  std::erase_if(found, [&](double value) { return complexity(value) >= complexity(v); });
  return found;
}

}  // namespace

bool simplify_each(Attempts& attempts) {
  bool any = false;
  const Rounding fit(attempts.format());
  const int precision = traits(attempts.format()).precision;
  for (const double v : different_values(attempts.best())) {
    for (const double simpler : simpler_values(v, fit, precision)) {
      if (attempts.exhausted()) return any;
      if (attempts.accept_simpler(replaced(attempts.best(), v, simpler))) {
        any = true;
        break;
      }
    }
  }
  return any;
}

}  // namespace softmax::verify::generator
