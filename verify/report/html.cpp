#include <fmt/format.h>

#include "verify/report/facts.hpp"
#include "verify/report/html_parts.hpp"
#include "verify/report/html_style.hpp"
#include "verify/report/text.hpp"
#include "verify/report/writers.hpp"

// One file without scripts: it opens from disk, without network, and where scripts are blocked.
// Tables first: what conforms, what was found, then each cell with its worst witnesses and charts.
namespace softmax::verify::report {
namespace {

std::string head(const Record& record) {
  return fmt::format(
      "<!doctype html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n<meta name=viewport "
      "content=\"width=device-width,initial-scale=1\">\n<title>Softmax audit: {}</title>\n<style>{}"
      "</style>\n</head>\n<body>\n",
      escape_markup(verdict_counts(record)), kStyle);
}

std::string top(const Record& record) {
  std::size_t count = 0;
  for (const Cell& c : record.cells) count += c.findings.size();
  std::string text = fmt::format(
      "<header>\n<h1>Softmax audit</h1>\n<p class=lead>{}. {} finding{}.</p>\n<dl class=facts>\n"
      "<dt>command<dd>{}\n<dt>seed<dd>{}, {} cases a cell\n<dt>platform<dd>{}\n<dt>run<dd>{}, "
      "{:.1f} s, softmax-verify {}\n",
      escape_markup(verdict_counts(record)), count, count == 1 ? "" : "s",
      html_code(record.command), record.seed, record.cases_per_cell, escape_markup(record.platform),
      escape_markup(record.started), record.seconds, escape_markup(record.tool_version));
  for (const SubjectRow& s : record.subjects) {
    text += fmt::format("<dt>subject<dd>{} <span class=dim>({}{}{})</span>{}{}\n",
                        html_code(s.info.name), escape_markup(s.info.door),
                        s.info.version.empty() ? "" : ", ", escape_markup(s.info.version),
                        s.for_interest ? ", audited for interest" : "",
                        s.info.environment_at_load.empty()
                            ? ""
                            : ", on loading: " + escape_markup(s.info.environment_at_load));
  }
  return text += "</dl>\n</header>\n";
}

std::string summary_table(const Record& record) {
  std::string rows;
  std::size_t k = 0;
  for (const Cell& c : record.cells) {
    rows += fmt::format(
        "<tr><td>{}<td><a href=\"#c{}\">{}</a><td>{}<td>{}<td class=n>{}<td class=n>{}<td "
        "class=n>{}<td class=n>{}<td class=n>{}\n",
        escape_markup(c.subject), k, name(c.function), traits(c.format).name,
        html_verdict(c.verdict), figure(c.largest_ulp, c.largest_ulp.ulp),
        figure(c.largest_ratio, c.largest_ratio.ratio),
        figure(c.largest_sum_defect, c.largest_sum_defect.ulp), c.cases, c.findings.size());
    ++k;
  }
  return "<table>\n<thead><tr><th>subject<th>function<th>format<th>verdict<th class=n>largest "
         "ULP error<th class=n>largest ratio<br>error / bound<th class=n>sum defect<br>in u<th "
         "class=n>cases<th class=n>findings</thead>\n<tbody>\n" +
         rows + "</tbody></table>\n";
}

std::string how_to_read() {
  std::string text = "<h2>How to read the figures</h2>\n<dl class=facts>\n";
  for (const Term& term : legend()) {
    text += fmt::format("<dt>{}<dd>{}\n", escape_markup(term.term), escape_markup(term.meaning));
  }
  return text +=
         "<dt>witness<dd>the input that shows it, in hexadecimal floating point (decimal beside, "
         "where short); <code>v x 3</code> is the value v three times in a row. Each comes with a "
         "command that replays it.\n</dl>\n";
}

std::string findings(const Record& record) {
  std::string text;
  for (std::size_t k = 0; k < record.cells.size(); ++k) {
    for (const Finding& f : record.cells[k].findings) text += html_finding(record.cells[k], f, k);
  }
  return text.empty() ? "<h2>Findings</h2>\n<p>None.</p>\n" : "<h2>Findings</h2>\n" + text;
}

}  // namespace

std::string html_code(std::string_view text) {
  return fmt::format("<code>{}</code>", escape_markup(text));
}

std::string html_verdict(Verdict v) {
  const char* sign = v == Verdict::conforming ? "✓" : v == Verdict::vacuous ? "∅" : "✗";
  return fmt::format("<span class=\"v {0}\">{1} {0}</span>", name(v), sign);
}

std::string html_finding(const Cell& c, const Finding& f, std::size_t number) {
  std::string text = fmt::format(
      "<section class=finding>\n<h3>Law {}: {}, <a href=\"#c{}\">{}</a> {}</h3>\n<p>{}</p>\n<dl "
      "class=facts>\n",
      escape_markup(f.law), escape_markup(c.subject), number, cell_name(c), html_verdict(f.verdict),
      escape_markup(f.message));
  for (const Fact& fact : facts(c, f)) {
    const char* open = !fact.code ? "" : fact.label == "replay" ? "<pre class=cmd>" : "<pre>";
    text += fmt::format("<dt>{}<dd>{}{}{}\n", escape_markup(fact.label), open,
                        escape_markup(fact.text), fact.code ? "</pre>" : "");
  }
  return text += "</dl>\n</section>\n";
}

std::string to_html(const Record& record) {
  std::string text = head(record) + top(record);
  text += summary_table(record) + how_to_read() + findings(record);
  text += "<h2>Cells</h2>\n";
  for (std::size_t k = 0; k < record.cells.size(); ++k) {
    text += html_cell(record, record.cells[k], k);
  }
  return text += "</body>\n</html>\n";
}

}  // namespace softmax::verify::report
