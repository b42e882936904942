#include "verify/report/charts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "verify/report/svg.hpp"
#include "verify/report/text.hpp"

namespace softmax::verify::report {
namespace {

constexpr int kFirstError = -12;   // log2 of the lower edge of bin 0 of the histogram
constexpr double kLeastUlp = -14;  // log2: smaller errors are drawn on the lower edge

bool drawable(double value) { return std::isfinite(value) && value > 0.0; }

// log2 of the edges of a bin; the first reaches down to a gap of 0 and is drawn half an octave
// wide.
double right_edge(const GapBin& b) { return drawable(b.gap_high) ? std::log2(b.gap_high) : 0.0; }
double left_edge(const GapBin& b) {
  return drawable(b.gap_low) ? std::log2(b.gap_low) : right_edge(b) - 0.5;
}

// log2 of what the y axis must hold.
svg::Scale ulp_scale(const Cell& cell) {
  double low = -2.0;
  double high = 1.0;
  for (const GapBin& b : cell.gap_bins) {
    for (const double value : {b.worst_ulp, b.worst_bound}) {
      if (!drawable(value)) continue;
      low = std::min(low, std::floor(std::log2(value)));
      high = std::max(high, std::ceil(std::log2(value) + 0.1));
    }
  }
  return svg::y_scale(std::max(low, kLeastUlp), std::max(high, kLeastUlp + 1));
}

// A staircase of the bound: one step a bin, lifted where bins are missing or have no finite bound.
std::string bound_steps(const Cell& cell, const svg::Scale& x, const svg::Scale& y) {
  std::string path;
  double pen = std::nan("");
  for (const GapBin& b : cell.gap_bins) {
    if (!drawable(b.worst_bound)) {
      pen = std::nan("");
      continue;
    }
    const double left = left_edge(b);
    const bool joined = std::abs(pen - left) < 1e-9;
    path += fmt::format("{}{:.1f},{:.1f} {:.1f},{:.1f} ", joined ? "L" : "M", x.at(left),
                        y.at(std::log2(b.worst_bound)), x.at(right_edge(b)),
                        y.at(std::log2(b.worst_bound)));
    pen = right_edge(b);
  }
  return path.empty() ? path
                      : fmt::format("<path class=\"bound\" {} d=\"{}\"/>\n", svg::paint("bound"),
                                    path.substr(0, path.size() - 1));
}

std::string error_dots(const Cell& cell, const svg::Scale& x, const svg::Scale& y) {
  std::string dots;
  for (const GapBin& b : cell.gap_bins) {
    if (b.count == 0 || std::isnan(b.worst_ulp)) continue;
    const double height = b.worst_ulp > 0.0 ? std::log2(b.worst_ulp) : y.low;
    dots += fmt::format(
        "<circle class=\"error\" {} cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"><title>gap {} to {}: "
        "largest "
        "error {} ULP, bound {} ULP, {} results</title></circle>\n",
        svg::paint("error"), x.at((left_edge(b) + right_edge(b)) / 2), y.at(height),
        figure(b.gap_low), figure(b.gap_high), figure(b.worst_ulp), figure(b.worst_bound), b.count);
  }
  return dots;
}

std::string half_ulp_across(const svg::Scale& x, const svg::Scale& y) {
  return svg::line("half", x.at(x.low), y.at(-1), x.at(x.high), y.at(-1));
}

// A tick of its own at the left end, and no other so near that their labels touch.
void put_first(std::vector<svg::Tick>& ticks, const svg::Scale& x, const svg::Tick& first) {
  constexpr double kLabel = 36.0;  // pixels
  std::erase_if(ticks, [&](const svg::Tick& t) { return x.at(t.at) < x.at(first.at) + kLabel; });
  ticks.insert(ticks.begin(), first);
}

std::string describe_gaps(const Cell& cell) {
  double most = 0.0;
  for (const GapBin& b : cell.gap_bins) most = std::max(most, b.worst_ulp);
  return fmt::format(
      "Largest observed ULP error in each half octave of the gap d, from {} to {}; the largest of "
      "all is {} ULP. Beside it the largest bound of the contract at that gap.",
      figure(cell.gap_bins.front().gap_low), figure(cell.gap_bins.back().gap_high), figure(most));
}

}  // namespace

std::string gap_chart(const Cell& cell, std::string_view id) {
  if (cell.gap_bins.size() < 2) return {};
  double low = left_edge(cell.gap_bins.front());
  double high = right_edge(cell.gap_bins.front()) + 0.5;
  for (const GapBin& b : cell.gap_bins) {
    low = std::min(low, left_edge(b));
    high = std::max(high, right_edge(b));
  }
  const svg::Scale x = svg::x_scale(low, high);
  const svg::Scale y = ulp_scale(cell);
  std::vector<svg::Tick> ticks = svg::power_ticks(x, 2);
  if (!drawable(cell.gap_bins.front().gap_low)) {
    put_first(ticks, x, {low + 0.25, "0"});
  }
  return svg::picture(id, cell.subject + ", " + cell_name(cell) + ": ULP error against the gap",
                      describe_gaps(cell), {x, ticks, "gap d = max x - x_j (base-2 logarithmic)"},
                      {y, svg::power_ticks(y, 2), "ULP"},
                      {{svg::Mark::dot, "observed maximum"},
                       {svg::Mark::line, "bound (largest there)"},
                       {svg::Mark::dashes, "0.5: correctly rounded"}},
                      half_ulp_across(x, y) + bound_steps(cell, x, y) + error_dots(cell, x, y));
}

std::string error_bin_name(std::size_t k) {
  const double high = std::exp2(static_cast<double>(k) + kFirstError + 1);
  return k == 0 ? fmt::format("below {:.4g}", high)
                : fmt::format("{:.4g} to {:.4g}", high / 2, high);
}

std::string histogram_chart(const Cell& cell, std::string_view id) {
  std::uint64_t most = 0;
  for (const std::uint64_t count : cell.error_histogram) most = std::max(most, count);
  if (most == 0) return {};
  const auto bins = static_cast<double>(cell.error_histogram.size());
  const svg::Scale x = svg::x_scale(kFirstError, std::max(1.0, bins + kFirstError));
  // One result stands half a decade high, so that it is seen.
  const svg::Scale y = svg::y_scale(-0.5, std::ceil(std::log10(static_cast<double>(most)) + 0.01));
  std::string bars;
  for (std::size_t k = 0; k < cell.error_histogram.size(); ++k) {
    const std::uint64_t count = cell.error_histogram[k];
    if (count == 0) continue;
    const double left = x.at(static_cast<double>(k) + kFirstError) + 1;
    const double right = x.at(static_cast<double>(k) + kFirstError + 1) - 1;
    const double top = y.at(std::log10(static_cast<double>(count)));
    bars += fmt::format(
        "<rect class=\"error\" {} x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\">"
        "<title>{} ULP: {} results</title></rect>\n",
        svg::paint("error"), left, top, std::max(1.0, right - left), y.at(y.low) - top,
        error_bin_name(k), count);
  }
  std::vector<svg::Tick> ticks = svg::power_ticks(x, 2);
  put_first(ticks, x, {kFirstError + 0.5, "less"});
  const std::string half = svg::line("half", x.at(-1), y.from, x.at(-1), y.to);
  return svg::picture(id, cell.subject + ", " + cell_name(cell) + ": number of results by error",
                      "How many results had an ULP error in each octave; the first bar counts all "
                      "that are smaller. Both axes are logarithmic.",
                      {x, ticks, "ULP error (base-2 logarithmic)"},
                      {y, svg::power_ticks(y, 10), "number of results"},
                      {{svg::Mark::bar, "results"}, {svg::Mark::dashes, "0.5: correctly rounded"}},
                      bars + half);
}

}  // namespace softmax::verify::report
