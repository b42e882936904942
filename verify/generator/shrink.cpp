#include "verify/generator/shrink.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace softmax::verify::generator {
namespace {

class Shrinker {
 public:
  Shrinker(const Matrix& x, Format format, const std::function<bool(const Matrix&)>& fails,
           std::size_t max_calls)
      : best_{x, 0, false}, format_(format), fails_(fails), max_calls_(max_calls) {}

  Shrunk run() {
    bool smaller = true;
    while (smaller && !best_.exhausted) {
      smaller = false;
      smaller = drop(true) || smaller;
      smaller = drop(false) || smaller;
      smaller = equalise() || smaller;
      smaller = simplify() || smaller;
    }
    return best_;
  }

 private:
  bool accept(Matrix candidate) {
    if (best_.calls >= max_calls_) {
      best_.exhausted = true;
      return false;
    }
    ++best_.calls;
    if (!fails_(candidate)) return false;
    best_.x = std::move(candidate);
    return true;
  }

  // Rows (or columns) [begin, end) removed.
  static Matrix without(const Matrix& x, bool rows, std::size_t begin, std::size_t end) {
    const std::size_t gone = end - begin;
    Matrix out(x.rows - (rows ? gone : 0), x.cols - (rows ? 0 : gone));
    std::size_t at = 0;
    for (std::size_t r = 0; r < x.rows; ++r) {
      for (std::size_t c = 0; c < x.cols; ++c) {
        const std::size_t line = rows ? r : c;
        if (line < begin || line >= end) out.values[at++] = x.row(r)[c];
      }
    }
    return out;
  }

  // Delta debugging (Zeller and Hildebrandt 2002): remove ever smaller pieces while it still fails.
  bool drop(bool rows) {
    bool any = false;
    const auto count = [&] { return rows ? best_.x.rows : best_.x.cols; };
    std::size_t piece = std::max<std::size_t>(1, count() / 2);
    for (;;) {
      bool removed = false;
      for (std::size_t begin = 0; begin < count() && count() > 1;) {
        const std::size_t end = std::min(begin + piece, count());
        if (end - begin < count() && accept(without(best_.x, rows, begin, end))) {
          removed = any = true;
        } else {
          begin = end;
        }
        if (best_.exhausted) return any;
      }
      if (!removed) {
        if (piece == 1) return any;
        piece = std::max<std::size_t>(1, piece / 2);
      }
      piece = std::min(piece, std::max<std::size_t>(1, count() / 2));
    }
  }

  Matrix with(std::size_t k, double value) const {
    Matrix candidate = best_.x;
    candidate.values[k] = value;
    return candidate;
  }

  // All entries that equal values[k] moved to `value` together: keeps ties.
  Matrix with_class(std::size_t k, double value) const {
    Matrix candidate = best_.x;
    for (double& v : candidate.values) {
      if (same_bits(v, best_.x.values[k])) v = value;
    }
    return candidate;
  }

  bool equalise() {
    bool any = false;
    // Every entry at once, then one by one, set to zero or to the first entry.
    for (const double target : {0.0, best_.x.values.front()}) {
      Matrix all = best_.x;
      std::fill(all.values.begin(), all.values.end(), target);
      if (cost(all) < cost(best_.x)) any = accept(std::move(all)) || any;
    }
    for (std::size_t k = 0; k < best_.x.values.size() && !best_.exhausted; ++k) {
      for (const double target :
           {0.0, best_.x.values.front(), k > 0 ? best_.x.values[k - 1] : 0.0}) {
        Matrix candidate = with(k, target);
        if (cost(candidate) < cost(best_.x) && accept(std::move(candidate))) {
          any = true;
          break;
        }
      }
    }
    return any;
  }

  // How far an entry is from simple: bits of its significand, then its magnitude.
  static double complexity(double v) {
    if (v == 0.0) return std::signbit(v) ? 0.5 : 0.0;
    if (std::isinf(v)) return v < 0 ? 1.0 : 2.0;
    if (std::isnan(v)) return 3.0;
    int exponent = 0;
    double fraction = std::fabs(std::frexp(v, &exponent));
    double bits = 0.0;
    while (fraction != 0.0 && bits < 60) {
      fraction = fraction * 2 - std::trunc(fraction * 2);
      ++bits;
    }
    return 4.0 + bits + std::fabs(static_cast<double>(exponent)) / 4096.0 + (v < 0 ? 1e-6 : 0.0);
  }

  // Fewer different values first, then simpler ones.
  static double cost(const Matrix& x) {
    std::vector<double> sorted = x.values;
    std::sort(sorted.begin(), sorted.end(),
              [](double a, double b) { return std::isnan(b) ? !std::isnan(a) : a < b; });
    double different = 0.0;
    double sum = 0.0;
    for (std::size_t k = 0; k < sorted.size(); ++k) {
      if (k == 0 || !same_bits(sorted[k], sorted[k - 1])) ++different;
      sum += complexity(sorted[k]);
    }
    return different * 1000.0 * static_cast<double>(sorted.size()) + sum;
  }

  bool try_value(std::size_t k, double value) {
    value = round_to(format_, value);
    if (complexity(value) >= complexity(best_.x.values[k])) return false;
    return accept(with_class(k, value)) || accept(with(k, value));
  }

  // The smallest magnitude of entry k that still fails, found by bisection over the floats between
  // 0 and its value; right where failing is monotone in it, harmless where not. An integer
  // is preferred to the boundary itself when a nearby one fails too.
  bool bisect(std::size_t k) {
    const double start = best_.x.values[k];
    if (!std::isfinite(start) || start == 0.0) return false;
    const bool negative = start < 0;
    std::uint64_t low = 0;  // passes (0 was tried by equalise)
    std::uint64_t high = encode(format_, std::fabs(start));
    const std::uint64_t first = high;
    while (high - low > 1 && !best_.exhausted) {
      const std::uint64_t middle = low + (high - low) / 2;
      const double magnitude = decode(format_, middle);
      if (accept(with(k, negative ? -magnitude : magnitude))) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high < first;
  }

  bool simplify() {
    if (bisected_) return false;  // the boundary has been found: rounder values would leave it
    bool any = false;
    for (std::size_t k = 0; k < best_.x.values.size() && !best_.exhausted; ++k) {
      const double v = best_.x.values[k];
      if (!std::isfinite(v) || v == 0.0) continue;
      bool changed = false;
      // Fewer significand bits: a whole number, then ever finer grids below the value's binade.
      for (const double candidate :
           {1.0, -1.0, std::fabs(v), std::trunc(v), std::round(v), std::ceil(v), std::floor(v)}) {
        if (try_value(k, candidate)) {
          changed = true;
          break;
        }
      }
      for (int bits = 1; !changed && bits < traits(format_).precision && !best_.exhausted; ++bits) {
        const double grid = std::ldexp(1.0, std::ilogb(v) - bits + 1);
        changed =
            try_value(k, std::trunc(v / grid) * grid) || try_value(k, std::ceil(v / grid) * grid);
      }
      any = any || changed;
    }
    // Few entries: go to the boundary itself.
    if (!any && best_.x.values.size() <= 2) {
      for (std::size_t k = 0; k < best_.x.values.size(); ++k) {
        any = bisect(k) || any;
      }
      bisected_ = true;
    }
    return any;
  }

  Shrunk best_;
  Format format_;
  const std::function<bool(const Matrix&)>& fails_;
  std::size_t max_calls_;
  bool bisected_ = false;
};

}  // namespace

Shrunk shrink(const Matrix& x, Format format, const std::function<bool(const Matrix&)>& fails,
              std::size_t max_calls) {
  if (x.rows == 0 || x.cols == 0) return {x, 0, false};
  return Shrinker(x, format, fails, max_calls).run();
}

}  // namespace softmax::verify::generator
