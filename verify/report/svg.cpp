#include "verify/report/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "verify/report/text.hpp"

namespace softmax::verify::report {
namespace {

constexpr double kWidth = 560, kHeight = 250, kLeft = 58, kRight = 12, kTop = 14, kBottom = 44;

// Base-2 logarithmic axis from data to pixels.
struct Axis {
  double low, high, from, to;
  double at(double value) const {
    const double v = std::clamp(std::log2(std::max(value, 0x1p-60)), low, high);
    return from + (v - low) / (high - low) * (to - from);
  }
};

std::string power(double exponent) {
  const double value = std::exp2(exponent);
  return value >= 1.0 / 64 && value < 1e5 ? fmt::format("{:.4g}", value)
                                          : fmt::format("2^{}", exponent);
}

std::string frame(const Axis& x, const Axis& y, const char* x_label, const char* y_label) {
  std::string out;
  const auto step = [](const Axis& a) { return std::max(1.0, std::ceil((a.high - a.low) / 7)); };
  for (double t = std::ceil(y.low); t <= y.high; t += step(y)) {
    const double at = y.at(std::exp2(t));
    out += fmt::format(
        "<line class=\"grid\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/><text "
        "text-anchor=\"end\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>",
        kLeft, kWidth - kRight, at, at, kLeft - 6, at + 4, power(t));
  }
  for (double t = std::ceil(x.low); t <= x.high; t += step(x)) {
    out += fmt::format("<text text-anchor=\"middle\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>",
                       x.at(std::exp2(t)), kHeight - kBottom + 16, power(t));
  }
  return out +
         fmt::format(
             "<text text-anchor=\"middle\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text><text "
             "text-anchor=\"middle\" transform=\"translate(13,{:.1f}) rotate(-90)\">{}</text>",
             (kLeft + kWidth) / 2, kHeight - 8, x_label, (kHeight - kBottom) / 2, y_label);
}

std::string wrap(const std::string& title, const std::string& body) {
  return fmt::format(
      "<svg role=\"img\" aria-label=\"{0}\" viewBox=\"0 0 {1} {2}\" width=\"{1}\" height=\"{2}\">"
      "<title>{0}</title>{3}</svg>",
      escape_markup(title), kWidth, kHeight, body);
}

double log2_or(double value, double fallback) {
  return value > 0 && std::isfinite(value) ? std::log2(value) : fallback;
}

}  // namespace

std::string gap_chart(const Cell& cell) {
  if (cell.gap_bins.size() < 2) return {};
  double low = 0.0;
  double high = 1.0;
  for (const GapBin& b : cell.gap_bins) {
    low = std::min(low, std::floor(log2_or(b.worst_ulp, 0.0)));
    high = std::max(
        {high, std::ceil(log2_or(b.worst_ulp, 0.0)), std::ceil(log2_or(b.worst_bound, 0.0))});
  }
  low = std::max(low, -20.0);
  const Axis x{-10.5, std::ceil(std::log2(cell.gap_bins.back().gap_high)), kLeft, kWidth - kRight};
  const Axis y{low, high, kHeight - kBottom, kTop};
  std::string bound;
  std::string dots;
  for (const GapBin& b : cell.gap_bins) {
    const double at = x.at(std::max(b.gap_low, 0x1p-10) * std::exp2(0.25));
    if (b.worst_bound > 0 && std::isfinite(b.worst_bound)) {
      bound += fmt::format("{}{:.1f},{:.1f}", bound.empty() ? "" : " ", at, y.at(b.worst_bound));
    }
    if (b.worst_ulp > 0) {
      dots += fmt::format(
          "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.2\"><title>d {:.4g} to {:.4g}: {:.4g} ULP, "
          "bound {:.4g}, {} results</title></circle>",
          at, y.at(b.worst_ulp), b.gap_low, b.gap_high, b.worst_ulp, b.worst_bound, b.count);
    }
  }
  return wrap(cell.subject + " " + cell_name(cell) + ": largest error against the gap",
              frame(x, y, "gap d = max x - x_j", "ULP") + "<polyline class=\"bound\" points=\"" +
                  bound + "\"/><g class=\"error\">" + dots + "</g>");
}

std::string histogram_chart(const Cell& cell) {
  if (cell.error_histogram.empty()) return {};
  std::uint64_t most = 1;
  for (const std::uint64_t count : cell.error_histogram) most = std::max(most, count);
  const auto bins = static_cast<double>(cell.error_histogram.size());
  const Axis x{-12.0, std::max(1.0, bins - 12.0), kLeft, kWidth - kRight};
  const Axis y{0.0, std::max(1.0, std::ceil(std::log2(static_cast<double>(most)))),
               kHeight - kBottom, kTop};
  std::string bars;
  for (std::size_t k = 0; k < cell.error_histogram.size(); ++k) {
    const std::uint64_t count = cell.error_histogram[k];
    if (count == 0) continue;
    const double left = x.at(std::exp2(static_cast<double>(k) - 12));
    const double right = x.at(std::exp2(static_cast<double>(k) - 11));
    const double top = y.at(static_cast<double>(count)) - 1;
    bars += fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"><title>{} results up "
        "to "
        "{} ULP</title></rect>",
        left + 0.5, top, std::max(1.0, right - left - 1), kHeight - kBottom - top, count,
        power(static_cast<double>(k) - 11));
  }
  return wrap(cell.subject + " " + cell_name(cell) + ": results by error",
              frame(x, y, "error in ULP (first bar: all below)", "results") +
                  "<g class=\"error\">" + bars + "</g>");
}

}  // namespace softmax::verify::report
