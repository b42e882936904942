#include "verify/generator/shrinking/attempts.hpp"
#include "verify/generator/shrinking/values.hpp"

namespace softmax::verify::generator {
namespace {

constexpr std::size_t kFewValues = 4;  // more would be bisected one at the expense of another

// Moves the value v to the least magnitude at which it still fails. Magnitudes are counted in
// floats: the bit patterns of one sign are in the order of the values.
void find_boundary(Attempts& attempts, double v) {
  const Matrix base = attempts.best();
  const auto moved = [&](std::uint64_t magnitude) {
    return replaced(base, v, std::copysign(decode(attempts.format(), magnitude), v));
  };
  const auto fails = [&](std::uint64_t magnitude) { return attempts.fails(moved(magnitude)); };
  const std::uint64_t start = encode(attempts.format(), std::fabs(v));
  if (fails(0)) return;
  std::uint64_t passes = 0;
  std::uint64_t boundary = start;
  while (boundary - passes > 1) {
    const std::uint64_t middle = passes + (boundary - passes) / 2;
    (fails(middle) ? boundary : passes) = middle;
  }
  // From the least subnormal on: any value but 0 fails, and a simple one is the better witness.
  if (boundary == start || boundary == 1 || attempts.exhausted()) return;
  for (std::uint64_t eighth = 1; eighth < 8; ++eighth) {
    const double inside = decode(attempts.format(), passes) * static_cast<double>(eighth) / 8;
    if (fails(encode(attempts.format(), inside))) return;
    if (!fails(boundary + (start - boundary) / 8 * eighth)) return;
  }
  if (!attempts.exhausted()) attempts.accept(moved(boundary));
}

}  // namespace

void find_boundaries(Attempts& attempts) {
  const auto values = different_values(attempts.best());
  if (values.size() > kFewValues) return;
  for (const double v : values) find_boundary(attempts, v);
}

}  // namespace softmax::verify::generator
