#include <fmt/format.h>

#include <algorithm>

#include "verify/report/charts.hpp"
#include "verify/report/facts.hpp"
#include "verify/report/html_parts.hpp"
#include "verify/report/text.hpp"

namespace softmax::verify::report {
namespace {

std::string maxima_table(const Cell& c) {
  std::string rows;
  for (const Maximum& m : maxima(c)) {
    const Worst& w = *m.worst;
    rows += fmt::format("<tr><th scope=row>{}<td class=n>{} {}<td class=n>{} {}<td class=n>{}",
                        escape_markup(m.what), figure(w.ulp), m.unit, figure(w.bound), m.unit,
                        figure(w.ratio));
    if (m.repeated) {
      rows += "<td colspan=2><span class=dim>the same result as above</span>\n";
      continue;
    }
    rows += "<td>";
    if (m.has_value) {
      rows +=
          fmt::format("{}<br><span class=dim>given </span>{}<br><span class=dim>exact </span>{}",
                      html_code(place(c, w.witness)), html_code(hex_and_decimal(w.y)),
                      html_code(hex_and_decimal(w.exact)));
    } else {
      rows += "<span class=dim>the whole row</span>";
    }
    rows += fmt::format(
        "<td><span class=dim>{}, case {}, family {}</span><pre>{}</pre><span "
        "class=dim>replay</span>"
        "<pre class=cmd>{}</pre>\n",
        shape(w.witness.x.rows, w.witness.x.cols), w.witness.case_number,
        escape_markup(w.witness.family), escape_markup(shown_joined(w.witness.x)),
        escape_markup(w.replay));
  }
  if (rows.empty()) return "<p>Nothing was measured.</p>\n";
  return "<h4>Worst witnesses</h4>\n<div class=scroll><table><thead><tr><th>observed maximum of"
         "<th class=n>error<th class=n>bound there<th class=n>ratio<th "
         "class=where>where<th>witness and replay"
         "</thead><tbody>\n" +
         rows + "</tbody></table></div>\n";
}

std::string chart_figures(const Cell& c, std::size_t number) {
  const std::string gap = gap_chart(c, fmt::format("gap{}", number));
  const std::string histogram = histogram_chart(c, fmt::format("errors{}", number));
  std::string text;
  if (!gap.empty()) {
    text += fmt::format(
        "<figure>{}<figcaption>Largest ULP error seen at each gap d = max x − x<sub>j</sub>, and "
        "the "
        "largest bound of the contract there. Dots on the lower edge: no "
        "error.</figcaption></figure>\n",
        gap);
  }
  if (!histogram.empty()) {
    text += fmt::format(
        "<figure>{}<figcaption>Number of results by ULP error; both axes logarithmic."
        "</figcaption></figure>\n",
        histogram);
  }
  return text.empty() ? text : fmt::format("<div class=charts>\n{}</div>\n", text);
}

std::string law_table(const Cell& c) {
  std::string rows;
  for (const PropertyRow& p : c.properties) {
    rows +=
        fmt::format("<tr><td>{}<td class=n>{}<td class=n>{}<td class=n>{}<td class=n>{}<td>{}\n",
                    escape_markup(p.law), p.cases, p.values, p.violations, p.vacuous,
                    escape_markup(p.skipped_why));
  }
  return fmt::format(
      "<table><thead><tr><th>law<th class=n>cases<th class=n>values<th class=n>violations<th "
      "class=n>nothing to compare<th>skipped</thead><tbody>\n{}</tbody></table>\n",
      rows);
}

std::string class_table(const Cell& c) {
  std::string rows;
  const auto all = static_cast<double>(std::max<std::uint64_t>(c.cases, 1));
  for (const auto& [family, count] : c.class_cases) {
    rows += fmt::format("<tr><td>{}<td class=n>{}<td class=n>{:.1f} %\n", escape_markup(family),
                        count, 100.0 * static_cast<double>(count) / all);
  }
  return fmt::format(
      "<table><thead><tr><th>class of input<th class=n>cases<th class=n>share</thead><tbody>\n{}"
      "</tbody></table>\n",
      rows);
}

std::string gap_table(const Cell& c) {
  std::string rows;
  for (const GapBin& b : c.gap_bins) {
    rows += fmt::format("<tr><td class=n>{} to {}<td class=n>{}<td class=n>{}<td class=n>{}\n",
                        figure(b.gap_low), figure(b.gap_high), figure(b.worst_ulp),
                        figure(b.worst_bound), b.count);
  }
  return fmt::format(
      "<table><thead><tr><th class=n>gap d<th class=n>largest ULP error<th class=n>largest "
      "bound<th class=n>results</thead><tbody>\n{}</tbody></table>\n",
      rows);
}

std::string error_table(const Cell& c) {
  std::string rows;
  for (std::size_t k = 0; k < c.error_histogram.size(); ++k) {
    if (c.error_histogram[k] == 0) continue;
    rows +=
        fmt::format("<tr><td class=n>{}<td class=n>{}\n", error_bin_name(k), c.error_histogram[k]);
  }
  return fmt::format(
      "<table><thead><tr><th class=n>ULP error<th class=n>results</thead><tbody>\n{}</tbody>"
      "</table>\n",
      rows);
}

std::string contract_line(const Cell& c) {
  std::string text = "<p><span class=dim>Contract:</span>";
  for (const auto& [key, value] : describe(c.contract)) {
    text += fmt::format(" {}", html_code(fmt::format("{}={}", key, value)));
  }
  return text += "</p>\n";
}

}  // namespace

std::string html_cell(const Record& record, const Cell& c, std::size_t number) {
  std::string text = fmt::format(
      "<section class=cell id=\"c{}\">\n<h3><span>{}, {}</span> {}</h3>\n<p>{} {}</p>\n", number,
      escape_markup(c.subject), cell_name(c), html_verdict(c.verdict),
      escape_markup(rule_of_three(c)), escape_markup(oracle_share(c)));
  if (for_interest(record, c)) {
    text += "<p>Audited for interest: findings do not fail the run, unless --strict.</p>\n";
  }
  if (const std::string vacuous = vacuous_sentence(c); !vacuous.empty()) {
    text += fmt::format("<p>{} {}.</p>\n", html_verdict(Verdict::vacuous), escape_markup(vacuous));
  }
  for (const std::string& note : c.notes) text += fmt::format("<p>{}</p>\n", escape_markup(note));
  if (c.refused > 0 || c.workers_lost > 0) {
    text += fmt::format("<p>{} calls refused, {} workers lost.</p>\n", c.refused, c.workers_lost);
  }
  text += maxima_table(c);
  text += chart_figures(c, number);
  text += fmt::format(
      "<details><summary>contract, laws, classes of input</summary>\n{}{}<div class=columns>\n{}"
      "</div></details>\n",
      contract_line(c), law_table(c), class_table(c));
  text += fmt::format(
      "<details><summary>the numbers behind the charts</summary>\n<div class=columns>\n{}{}</div>"
      "</details>\n",
      gap_table(c), error_table(c));
  return text += "</section>\n";
}

}  // namespace softmax::verify::report
