#include "verify/generator/families.hpp"

namespace softmax::verify::generator {
namespace {

// Gaps beyond which every result of the format is 0.
double reach(Format format) { return thresholds(format).zero + 4.0; }

std::size_t place(Stream& stream, std::size_t cols) {
  return static_cast<std::size_t>(stream.below(cols));
}

}  // namespace

// One maximum; the others a threshold below it, give or take a few units in the last place.
Matrix expand_threshold_gap(const Recipe& recipe, Format format) {
  const Thresholds t = thresholds(format);
  const double gaps[] = {t.normal, t.subnormal, t.zero, t.overflow,   13.0,   17.33,
                         88.0,     104.0,       87.34,  103.97,       745.13, 708.4,
                         11.09,    16.64,       36.74,  std::log(2.0)};
  const double gap = gaps[static_cast<std::size_t>(recipe.scale) % std::size(gaps)];
  Matrix x(recipe.rows, recipe.cols);
  Stream stream(recipe.seed, recipe.family);
  for (std::size_t r = 0; r < x.rows; ++r) {
    const double top = recipe.variant == 0 ? 0.0 : std::trunc(stream.uniform(-8, 8));
    for (double& value : x.row(r)) {
      value = fit(format,
                  top - gap * (1.0 + (stream.unit() - 0.5) * std::exp2(-stream.uniform(2, 30))));
    }
    x.row(r)[place(stream, x.cols)] = top;
  }
  return x;
}

// Gaps all over [0, reach], many different ones in each row.
Matrix expand_gap_sweep(const Recipe& recipe, Format format) {
  const double range = reach(format);
  Matrix x = filled(recipe, format, [&](Stream& s, auto, auto) { return -range * s.unit(); });
  Stream stream(recipe.seed, 77);
  for (std::size_t r = 0; r < x.rows; ++r) x.row(r)[place(stream, x.cols)] = 0.0;
  return x;
}

// Gaps within one unit, [scale, scale + 1]: an error confined to such a window fills the row.
Matrix expand_gap_window(const Recipe& recipe, Format format) {
  const double start = std::fmod(recipe.scale, std::max(1.0, std::trunc(reach(format))));
  Matrix x = filled(recipe, format, [&](Stream& s, auto, auto) { return -(start + s.unit()); });
  Stream stream(recipe.seed, 78);
  for (std::size_t r = 0; r < x.rows; ++r) x.row(r)[place(stream, x.cols)] = 0.0;
  return x;
}

// One entry dominates: log_softmax there is -log1p of something small.
Matrix expand_dominant(const Recipe& recipe, Format format) {
  const double gap = 3.0 + recipe.scale * (format == Format::f64 ? 6.0 : 1.5);
  Matrix x = filled(recipe, format, [&](Stream& s, auto, auto) { return s.normal() * 0.5 - gap; });
  Stream stream(recipe.seed, 79);
  for (std::size_t r = 0; r < x.rows; ++r) {
    x.row(r)[place(stream, x.cols)] = recipe.variant == 0 ? 0.0 : 1.0;
  }
  return x;
}

// The maximum close to -ln S: logsumexp cancels.
Matrix expand_near_zero(const Recipe& recipe, Format format) {
  if (recipe.variant == 1) {
    // A tiny maximum, and the others so far below that ln S is as tiny.
    const double gap = thresholds(format).normal * (0.2 + 0.04 * recipe.scale);
    const double top = fit(format, -std::exp(-gap) * 0.7);
    Matrix x = filled(recipe, format, [&](auto&, auto, auto) { return -gap; });
    for (std::size_t r = 0; r < x.rows; ++r) x.row(r)[x.cols / 2] = r % 2 == 0 ? top : -top;
    return x;
  }
  const double spread = 0.25 * recipe.scale;
  Matrix x = filled(recipe, format, [&](Stream& s, auto, auto) { return -spread * s.unit(); });
  for (std::size_t r = 0; r < x.rows; ++r) {
    double sum = 0.0;
    for (const double value : x.row(r)) sum += std::exp(value);
    const double shift = std::log(sum);
    for (double& value : x.row(r)) value = fit(format, value - shift);
  }
  return x;
}

// The maximum at a chosen position (first, last, tail, every lane), so far above the rest that a
// maximum which ignores it overflows, or the row loses its only weight.
Matrix expand_maximum_at(const Recipe& recipe, Format format) {
  const Thresholds t = thresholds(format);
  const double gap = recipe.scale == 0 ? t.overflow + 2 : recipe.scale == 1 ? 20.0 : t.zero + 2;
  Matrix x = filled(recipe, format, [&](Stream& s, auto, auto) { return -gap - s.unit(); });
  for (std::size_t r = 0; r < x.rows; ++r) {
    const std::size_t from_end = static_cast<std::size_t>(recipe.variant) % (2 * x.cols);
    const std::size_t at = from_end < x.cols ? x.cols - 1 - from_end : from_end - x.cols;
    x.row(r)[(at + r) % x.cols] = 0.0;
  }
  return x;
}

// Levels just below and above the overflow of exp, and of a sum of exp.
Matrix expand_overflow(const Recipe& recipe, Format format) {
  const double edge = thresholds(format).overflow;
  const double start =
      recipe.variant == 0 ? edge : edge - std::log(static_cast<double>(recipe.cols));
  const double width = std::exp2(-recipe.scale);
  return filled(recipe, format,
                [&](Stream& s, auto, auto) { return start + s.uniform(-width, width); });
}

}  // namespace softmax::verify::generator
