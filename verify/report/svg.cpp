#include "verify/report/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "verify/report/text.hpp"
#include "verify/report/utf8.hpp"

namespace softmax::verify::report::svg {
namespace {

constexpr double kLeft = 62, kRight = 16, kTop = 36, kBottom = 50;
constexpr double kBase = kHeight - kBottom;  // pixel row of the x axis

std::string raised(int number) {
  constexpr const char* kDigits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string out;
  for (const char c : std::to_string(number)) out += c == '-' ? "⁻" : kDigits[c - '0'];
  return out;
}

std::string power_label(int base, int exponent) {
  const double value = std::pow(base, exponent);
  if (value >= 0.1 && value < 10000.0) return fmt::format("{:g}", value);
  return fmt::format("{}{}", base, raised(exponent));
}

std::string grid(const Axis& x, const Axis& y) {
  std::string out;
  for (const Tick& t : y.ticks) {
    const double at = y.scale.at(t.at);
    out += line("grid", kLeft, at, kWidth - kRight, at);
    out += text(kLeft - 7, at + 4, "end", t.label);
  }
  for (const Tick& t : x.ticks) {
    const double at = x.scale.at(t.at);
    out += line("frame", at, kBase, at, kBase + 5);
    out += text(at, kBase + 18, "middle", t.label);
  }
  return out;
}

std::string labels(const Axis& x, const Axis& y) {
  std::string out = text((kLeft + kWidth - kRight) / 2, kHeight - 10, "middle", x.label);
  return out += fmt::format(
             "<text transform=\"translate(15,{:.1f}) rotate(-90)\" text-anchor=\"middle\" "
             "fill=\"#333\">{}</text>\n",
             (kTop + kBase) / 2, escape_markup(y.label));
}

std::string legend_row(const std::vector<Key>& keys) {
  constexpr double kRow = 16;
  double at = kLeft;
  std::string out;
  for (const Key& key : keys) {
    switch (key.mark) {
      case Mark::dot:
        out += fmt::format("<circle class=\"error\" {} cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"/>\n",
                           paint("error"), at + 10, kRow - 4);
        break;
      case Mark::bar:
        out += fmt::format(
            "<rect class=\"error\" {} x=\"{:.1f}\" y=\"{:.1f}\" width=\"14\" height=\"10\"/>\n",
            paint("error"), at + 3, kRow - 9);
        break;
      case Mark::line:
        out += line("bound", at, kRow - 4, at + 20, kRow - 4);
        break;
      case Mark::dashes:
        out += line("half", at, kRow - 4, at + 20, kRow - 4);
        break;
    }
    out += text(at + 26, kRow, "start", key.text);
    at += 26 + 6.1 * static_cast<double>(display_width(key.text)) + 18;
  }
  return out;
}

}  // namespace

double Scale::at(double value) const {
  const double inside = std::isnan(value) ? low : std::clamp(value, low, high);
  return from + (inside - low) / (high - low) * (to - from);
}

Scale x_scale(double low, double high) { return {low, high, kLeft, kWidth - kRight}; }
Scale y_scale(double low, double high) { return {low, high, kBase, kTop}; }

std::vector<Tick> power_ticks(const Scale& scale, int base) {
  const int step = std::max(1, static_cast<int>(std::ceil((scale.high - scale.low) / 8)));
  std::vector<Tick> ticks;
  const int first = static_cast<int>(std::ceil(scale.low / step)) * step;
  for (int e = first; e <= scale.high; e += step)
    ticks.push_back({double(e), power_label(base, e)});
  return ticks;
}

std::string_view paint(std::string_view css_class) {
  if (css_class == "error") return "fill=\"#1f6fb4\"";
  if (css_class == "bound") return "fill=\"none\" stroke=\"#b4441f\" stroke-width=\"2\"";
  if (css_class == "half") return "stroke=\"#666\" stroke-dasharray=\"5 4\"";
  return css_class == "grid" ? "stroke=\"#ddd\"" : "stroke=\"#888\"";
}

std::string line(std::string_view css_class, double x1, double y1, double x2, double y2) {
  return fmt::format(
      "<line class=\"{}\" {} x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>\n",
      css_class, paint(css_class), x1, y1, x2, y2);
}

std::string text(double x, double y, std::string_view anchor, std::string_view words) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"#333\">{}</text>\n",
                     x, y, anchor, escape_markup(words));
}

std::string picture(std::string_view id, std::string_view title, std::string_view description,
                    const Axis& x, const Axis& y, const std::vector<Key>& keys,
                    std::string_view marks) {
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{0}-t {0}-d\" "
      "viewBox=\"0 0 {1} {2}\" width=\"{1}\" height=\"{2}\" font-family=\"sans-serif\" "
      "font-size=\"12\">\n<title id=\"{0}-t\">{3}</title>\n<desc id=\"{0}-d\">{4}</desc>\n",
      escape_markup(id), kWidth, kHeight, escape_markup(title), escape_markup(description));
  out += grid(x, y) + line("frame", kLeft, kBase, kWidth - kRight, kBase) +
         line("frame", kLeft, kTop, kLeft, kBase) + labels(x, y) + legend_row(keys);
  out += marks;
  return out += "</svg>\n";
}

}  // namespace softmax::verify::report::svg
