#include "verify/generator/shrink.hpp"

#include "verify/generator/shrinking/attempts.hpp"

namespace softmax::verify::generator {

Shrunk shrink(const Matrix& x, Format format, const std::function<bool(const Matrix&)>& fails,
              std::size_t max_calls) {
  if (x.rows == 0 || x.cols == 0) return {x, 0, false};
  Attempts attempts(x, format, fails, max_calls);
  // Each step makes the candidate smaller or simpler, never the reverse, so this ends.
  for (bool changed = true; changed && !attempts.exhausted();) {
    changed = drop(attempts, true);
    changed = simplify_together(attempts) || changed;  // few calls, and equal columns drop quickly
    changed = drop(attempts, false) || changed;
    changed = equalise(attempts) || changed;
    changed = simplify_each(attempts) || changed;
  }
  if (!attempts.exhausted()) find_boundaries(attempts);
  return attempts.shrunk();
}

}  // namespace softmax::verify::generator
