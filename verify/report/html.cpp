#include <fmt/format.h>

#include "verify/core/hexfloat.hpp"
#include "verify/report/svg.hpp"
#include "verify/report/text.hpp"
#include "verify/report/writers.hpp"

// One file without scripts: it opens from disk, without network, and where scripts are blocked.
namespace softmax::verify::report {
namespace {

constexpr const char* kStyle = R"(
:root{color-scheme:light dark;--line:#8884;--soft:#8881;--bad:#c62828;--good:#2e7d32;--warn:#b26a00;--dot:#2166ac;--bound:#b2182b}
@media(prefers-color-scheme:dark){:root{--bad:#ff8a80;--good:#81c784;--warn:#ffcc80;--dot:#74b0e0;--bound:#f4a582}}
body{font:15px/1.45 system-ui,sans-serif;max-width:1180px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.2rem;border-top:1px solid var(--line);padding-top:1rem}h3{font-size:1rem}
table{border-collapse:collapse;margin:.6rem 0}th,td{padding:.25rem .7rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{position:sticky;top:0;background:Canvas}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
code{font:13px/1.4 ui-monospace,monospace;overflow-wrap:anywhere;background:var(--soft);padding:0 .2em}
.conforming{color:var(--good)}.violated,.crashed,.hung,.refused{color:var(--bad);font-weight:600}.vacuous{color:var(--warn);font-weight:600}
.finding{border-left:4px solid var(--bad);padding:.1rem 1rem;margin:1rem 0;background:var(--soft)}
.charts{display:flex;flex-wrap:wrap;gap:1rem}svg{max-width:100%;height:auto;font:11px system-ui,sans-serif}svg text{fill:CanvasText}
.grid{stroke:var(--line)}.error{fill:var(--dot)}.bound{fill:none;stroke:var(--bound);stroke-width:1.5}figure{margin:0}figcaption{font-size:13px}
)";

std::string code(const std::string& text) { return "<code>" + escape_markup(text) + "</code>"; }

std::string verdict(Verdict v) { return fmt::format("<span class=\"{0}\">{0}</span>", name(v)); }

std::string summary_table(const Record& record) {
  std::string rows;
  std::size_t k = 0;
  for (const Cell& c : record.cells) {
    rows += fmt::format(
        "<tr><td>{}</td><td><a href=\"#c{}\">{}</a></td><td>{}</td><td>{}</td><td "
        "class=n>{}</td><td class=n>{}</td>"
        "<td class=n>{}</td><td class=n>{}</td></tr>\n",
        escape_markup(c.subject), k++, name(c.function), traits(c.format).name, verdict(c.verdict),
        figure(c.largest_ulp, c.largest_ulp.ulp), figure(c.largest_ratio, c.largest_ratio.ratio),
        figure(c.largest_sum_defect, c.largest_sum_defect.ulp), c.findings.size());
  }
  return "<table><thead><tr><th>subject<th>function<th>format<th>verdict<th class=n>largest ULP "
         "error<th "
         "class=n>error / bound<th class=n>sum defect (u)<th "
         "class=n>findings</tr></thead><tbody>\n" +
         rows + "</tbody></table>\n";
}

std::string worst_row(const char* what, const Worst& w) {
  if (!w.seen) return {};
  return fmt::format(
      "<tr><td>{}</td><td class=n>{}</td><td "
      "class=n>{}</td><td>{}</td><td>{}</td><td>{}<br>{}</td></tr>\n",
      what, figure(w.ulp), figure(w.bound), code(hexfloat(w.y)), code(hexfloat(w.exact)),
      code(shown(w.witness.x)), code(w.replay));
}

std::string finding(const Finding& f) {
  return fmt::format(
      "<div class=finding><h3>Law of {}: {}</h3><p>{}</p><p>Met in {} cases{}; the witness was "
      "shrunk from {} "
      "× {}.</p><p>witness {}</p><p>replay {}</p></div>\n",
      f.law, verdict(f.verdict), escape_markup(f.message), f.occurrences,
      f.confirmed ? "; a second opinion agrees" : "", f.original_rows, f.original_cols,
      code(shown(f.witness.x)), code(f.replay));
}

std::string laws(const Cell& c) {
  std::string rows;
  for (const PropertyRow& p : c.properties) {
    rows += fmt::format(
        "<tr><td>{}</td><td class=n>{}</td><td class=n>{}</td><td class=n>{}</td><td "
        "class=n>{}</td><td>{}</td></tr>\n",
        p.law, p.cases, p.values, p.violations, p.vacuous, escape_markup(p.skipped_why));
  }
  return "<details><summary>laws</summary><table><tr><th>law<th class=n>cases<th class=n>values<th "
         "class=n>violations<th "
         "class=n>nothing to compare<th>skipped</tr>\n" +
         rows + "</table></details>\n";
}

std::string classes(const Cell& c) {
  std::string rows;
  for (const auto& [family, count] : c.class_cases) {
    rows +=
        fmt::format("<tr><td>{}</td><td class=n>{}</td><td class=n>{:.1f} %</td></tr>\n", family,
                    count, 100.0 * static_cast<double>(count) / static_cast<double>(c.cases));
  }
  std::string bins;
  for (const GapBin& b : c.gap_bins) {
    bins += fmt::format(
        "<tr><td class=n>{:.4g} – {:.4g}</td><td class=n>{}</td><td class=n>{}</td><td "
        "class=n>{}</td></tr>\n",
        b.gap_low, b.gap_high, figure(b.worst_ulp), figure(b.worst_bound), b.count);
  }
  return "<details><summary>classes of input, and errors by gap</summary><table><tr><th>class<th "
         "class=n>cases<th "
         "class=n>share</tr>\n" +
         rows +
         "</table><table><tr><th class=n>gap d<th class=n>largest ULP<th class=n>largest bound<th "
         "class=n>results</tr>\n" +
         bins + "</table></details>\n";
}

std::string section(const Cell& c, std::size_t k) {
  std::string text = fmt::format(
      "<h2 id=\"c{}\">{} {}: {}</h2>\n<p>{}. Oracle: {} results from the fast tier, {} from the "
      "authority.</p>\n<p>Contract:",
      k, escape_markup(c.subject), cell_name(c), verdict(c.verdict),
      escape_markup(rule_of_three(c)), c.oracle_fast, c.oracle_authority);
  for (const auto& [key, value] : describe(c.contract)) text += " " + code(key + "=" + value);
  text += "</p>\n";
  for (const std::string& note : c.notes) text += "<p>" + escape_markup(note) + "</p>\n";
  text +=
      "<table><tr><th>observed maximum<th class=n>error<th class=n>bound<th>y<th>exact<th>witness, "
      "replay</tr>\n" +
      worst_row("error, ULP", c.largest_ulp) + worst_row("error / bound, ULP", c.largest_ratio) +
      worst_row("|sum − 1|, u", c.largest_sum_defect) + "</table>\n";
  for (const Finding& f : c.findings) text += finding(f);
  text += laws(c) + classes(c);
  const std::string gap = gap_chart(c);
  const std::string histogram = histogram_chart(c);
  text += "<div class=charts>";
  if (!gap.empty()) {
    text +=
        "<figure>" + gap +
        "<figcaption>Dots: largest error observed at a gap. Line: largest bound of the contract "
        "there.</figcaption></figure>";
  }
  if (!histogram.empty()) {
    text += "<figure>" + histogram +
            "<figcaption>Results by error in ULP, both axes logarithmic.</figcaption></figure>";
  }
  return text + "</div>\n";
}

}  // namespace

std::string to_html(const Record& record) {
  std::string text = fmt::format(
      "<!doctype html>\n<html lang=en><head><meta charset=utf-8><meta name=viewport "
      "content=\"width=device-width\"><title>Softmax "
      "audit</title><style>{}</style></head><body>\n<h1>Softmax "
      "audit</h1>\n<p>Seed {}, {} cases for each function and format, {:.1f} s, {}. {}</p>\n",
      kStyle, record.seed, record.cases_per_cell, record.seconds, escape_markup(record.started),
      escape_markup(record.platform));
  text += summary_table(record);
  text +=
      "<p>All figures are observed maxima over sampled inputs. Error: |y − g| in ULP of the exact "
      "value g, before "
      "rounding (a correctly rounded result has at most 0.5). Bound: what the contract allows "
      "there, derived in "
      "<code>verify/error/BOUNDS.md</code>. Sum defect: |Σ y − 1| in units of the unit roundoff "
      "u.</p>\n";
  for (std::size_t k = 0; k < record.cells.size(); ++k) text += section(record.cells[k], k);
  return text + "</body></html>\n";
}

}  // namespace softmax::verify::report
