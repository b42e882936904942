// Static SVG: charts that show where scripts and style sheets are blocked. Every mark carries its
// colour as an attribute; the page's style sheet replaces it in the dark.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace softmax::verify::report::svg {

inline constexpr double kWidth = 580, kHeight = 300;

// Linear map from data (mostly a logarithm) to pixels; what lies outside or is NaN is put on the
// nearer edge, so that no coordinate is ever infinite or NaN.
struct Scale {
  double low = 0.0, high = 1.0;  // data, low < high
  double from = 0.0, to = 1.0;   // pixels
  double at(double value) const;
};

struct Tick {
  double at;  // data
  std::string label;
};

// Ticks at whole numbers, at most about 8. `base` 2 or 10: labels are that power, written out where
// short ("0.5", "1000") and as "2^-20" with raised digits elsewhere.
std::vector<Tick> power_ticks(const Scale& scale, int base);

struct Axis {
  Scale scale;
  std::vector<Tick> ticks;
  std::string label;
};

// An entry of the legend above the plot.
enum class Mark { dot, line, bar, dashes };
struct Key {
  Mark mark;
  std::string text;
};

Scale x_scale(double low, double high);
Scale y_scale(double low, double high);

std::string line(std::string_view css_class, double x1, double y1, double x2, double y2);
std::string text(double x, double y, std::string_view anchor, std::string_view words);

// The whole picture: axes, grid, legend, `marks` on top; `id` makes its title and description
// findable for a screen reader and must be unique in the page.
std::string picture(std::string_view id, std::string_view title, std::string_view description,
                    const Axis& x, const Axis& y, const std::vector<Key>& keys,
                    std::string_view marks);

// Presentation attributes of a class: "error", "bound", "half", "grid", "frame".
std::string_view paint(std::string_view css_class);

}  // namespace softmax::verify::report::svg
