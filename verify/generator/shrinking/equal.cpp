#include <algorithm>
#include <cmath>

#include "verify/generator/family/rounding.hpp"
#include "verify/generator/shrinking/attempts.hpp"
#include "verify/generator/shrinking/values.hpp"

namespace softmax::verify::generator {
namespace {

template <typename F>
Matrix mapped(const Matrix& x, F&& f) {
  Matrix out = x;
  for (double& v : out.values) {
    if (std::isfinite(v)) v = f(v);
  }
  return out;
}

}  // namespace

bool simplify_together(Attempts& attempts) {
  bool any = false;
  const Rounding fit(attempts.format());
  for (const double target : {0.0, largest(attempts.best()), attempts.best().values.front()}) {
    Matrix all = attempts.best();
    std::fill(all.values.begin(), all.values.end(), target);
    if (attempts.accept_simpler(all)) any = true;
  }
  const auto try_all = [&](auto&& f) {
    if (attempts.accept_simpler(mapped(attempts.best(), f))) any = true;
  };
  for (const bool by_least : {false, true}) {  // the largest moved to 0, then the least
    const double to_zero = by_least ? least(attempts.best()) : largest(attempts.best());
    if (std::isfinite(to_zero)) try_all([&](double v) { return fit(v - to_zero); });
  }
  try_all([](double v) { return std::fabs(v); });
  try_all([&](double v) { return fit(std::round(v)); });
  for (int bits = 1; bits <= 8; ++bits) {  // to nearest with so many significand bits
    try_all([&](double v) {
      if (v == 0.0) return v;
      const int shift = std::ilogb(v) - bits + 1;
      return fit(std::ldexp(std::round(std::ldexp(v, -shift)), shift));
    });
  }
  return any;
}

bool equalise(Attempts& attempts) {
  bool any = false;
  const std::size_t n = attempts.best().values.size();
  const double top = largest(attempts.best());
  for (std::size_t block = std::max<std::size_t>(1, n / 2);; block /= 2) {
    for (std::size_t begin = 0; begin < n && !attempts.exhausted(); begin += block) {
      const double before = begin > 0 ? attempts.best().values[begin - 1] : 0.0;
      const auto from = attempts.best().values.begin() + static_cast<std::ptrdiff_t>(begin);
      const auto to = from + static_cast<std::ptrdiff_t>(std::min(block, n - begin));
      if (std::all_of(from, to, [](double v) { return same_bits(v, 0.0); })) continue;
      for (const double target : {0.0, top, attempts.best().values.front(), before}) {
        Matrix candidate = attempts.best();
        bool changes = false;
        for (std::size_t k = begin; k < std::min(begin + block, n); ++k) {
          changes = changes || !same_bits(candidate.values[k], target);
          candidate.values[k] = target;
        }
        if (!changes) continue;
        if (attempts.accept_simpler(candidate)) {
          any = true;
          break;
        }
      }
    }
    if (block == 1 || attempts.exhausted()) return any;
  }
}

}  // namespace softmax::verify::generator
