#include "verify/generator/classes.hpp"

#include "verify/generator/family/elementary.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {
namespace {

// The largest entry; NaN if there is one.
double maximum(std::span<const double> row) {
  double top = -kInfinity;
  for (const double v : row) top = std::isnan(top) || v <= top ? top : v;
  return top;
}

template <typename F>
bool any_row(const Matrix& x, F&& f) {
  for (std::size_t r = 0; r < x.rows; ++r) {
    if (f(x.row(r))) return true;
  }
  return false;
}

template <typename F>
bool any_entry(const Matrix& x, F&& f) {
  return std::any_of(x.values.begin(), x.values.end(), f);
}

// Whether some entry of a row with a finite maximum lies a gap in (low, high] below it.
bool any_gap(const Matrix& x, double low, double high) {
  return any_row(x, [=](auto row) {
    const double top = maximum(row);
    return std::isfinite(top) && std::any_of(row.begin(), row.end(), [=](double v) {
             return top - v > low && top - v <= high;
           });
  });
}

bool one_entry(const Matrix& x, Format) { return x.cols == 1; }
bool long_row(const Matrix& x, Format) { return x.cols >= 1000; }
bool batch(const Matrix& x, Format) { return x.rows >= 2; }

bool overflow(const Matrix& x, Format format) {
  const double edge = thresholds(format).overflow;
  return any_entry(x, [=](double v) { return std::isfinite(v) && v > edge; });
}

bool underflow(const Matrix& x, Format format) {
  const double edge = -thresholds(format).zero;
  return any_row(x, [=](auto row) {
    const double top = maximum(row);
    return std::isfinite(top) && top < edge;
  });
}

bool negative(const Matrix& x, Format) {
  return any_row(x, [](auto row) {
    const double top = maximum(row);
    return std::isfinite(top) && top < 0.0;
  });
}

bool tie(const Matrix& x, Format) {
  return any_row(x, [](auto row) {
    const double top = maximum(row);
    return std::isfinite(top) && std::count(row.begin(), row.end(), top) > 1;
  });
}

bool subnormal_tail(const Matrix& x, Format format) {
  const Thresholds t = thresholds(format);
  return any_gap(x, t.normal, t.zero);
}

bool vanishing(const Matrix& x, Format format) {
  return any_gap(x, thresholds(format).zero, greatest(Format::f64));
}

bool apart(const Matrix& x, Format format) {
  double low = kInfinity;
  double high = -kInfinity;
  for (std::size_t r = 0; r < x.rows; ++r) {
    const double top = maximum(x.row(r));
    if (!std::isfinite(top)) continue;
    low = std::min(low, top);
    high = std::max(high, top);
  }
  return high - low > thresholds(format).zero;
}

bool masked(const Matrix& x, Format) {
  return any_row(x, [](auto row) {
    return std::isfinite(maximum(row)) && std::count(row.begin(), row.end(), -kInfinity) > 0;
  });
}

bool all_masked(const Matrix& x, Format) {
  return any_row(x, [](auto row) { return maximum(row) == -kInfinity; });
}

bool nan_or_infinity(const Matrix& x, Format) {
  return any_entry(x, [](double v) { return std::isnan(v) || v == kInfinity; });
}

bool cancelling(const Matrix& x, Format) {
  return any_row(x, [](auto row) {
    const double top = maximum(row);
    if (row.size() < 2 || !(std::fabs(top) < 12.0)) return false;
    double sum = 0.0;
    for (const double v : row) sum += top - v < 700.0 ? plain_exp(v - top) : 0.0;
    return std::fabs(top + plain_log(sum)) < 0.01;
  });
}

bool subnormal_entry(const Matrix& x, Format format) {
  const double edge = least_normal(format);
  return any_entry(x, [=](double v) { return v != 0.0 && std::fabs(v) < edge; });
}

bool negative_zero(const Matrix& x, Format) {
  return any_entry(x, [](double v) { return v == 0.0 && std::signbit(v); });
}

constexpr InputClass kClasses[] = {
    {"one entry", "n = 1", 0.04, 0.06, one_entry},
    {"long", "n >= 1000", 0.03, 0.05, long_row},
    {"batch", "two rows and more", 0.45, 0.6, batch},
    {"overflow", "an entry whose exp overflows the format", 0.12, 0.35, overflow},
    {"underflow", "a row whose every exp rounds to 0", 0.08, 0.2, underflow},
    {"negative", "a row of only negative entries", 0.22, 0.32, negative},
    {"tie", "the maximum at two positions of a row", 0.14, 0.36, tie},
    {"subnormal tail", "a gap d with exp(-d) subnormal", 0.05, 0.4, subnormal_tail},
    {"vanishing", "a finite gap d whose exp(-d) rounds to 0", 0.13, 0.4, vanishing},
    {"apart", "rows of a batch further apart than the range of exp", 0.05, 0.12, apart},
    {"masked", "-inf beside finite entries", 0.05, 0.085, masked},
    {"all masked", "a row of only -inf", 0.012, 0.026, all_masked},
    {"nan or infinity", "NaN or +inf", 0.022, 0.04, nan_or_infinity},
    {"cancelling", "a logsumexp below 0.01 in magnitude, n >= 2", 0.1, 0.24, cancelling},
    {"subnormal entry", "an entry below the least normal number", 0.02, 0.09, subnormal_entry},
    {"negative zero", "an entry of -0", 0.015, 0.04, negative_zero},
};

}  // namespace

std::span<const InputClass> input_classes() { return kClasses; }

}  // namespace softmax::verify::generator
