#include <cmath>
#include <nlohmann/json.hpp>

#include "verify/core/hexfloat.hpp"
#include "verify/report/writers.hpp"

// ordered_json keeps the order in which keys are written: the same record gives the same bytes.
// Timing stands only under keys named "timing".
namespace softmax::verify::report {
namespace {

using Json = nlohmann::ordered_json;

// JSON has no NaN or infinity, and readers round: the hexadecimal form is the value.
Json number(double value) {
  return {{"value", std::isfinite(value) ? Json(value) : Json(nullptr)}, {"hex", hexfloat(value)}};
}

Json placement(const subject::Placement& p) {
  return {{"x_offset", p.x_offset},
          {"y_offset", p.y_offset},
          {"guard", p.guard == subject::Placement::Guard::front ? "front" : "back"},
          {"in_place", p.in_place},
          {"strided", p.strided},
          {"fill", p.fill},
          {"caller_flushes", p.caller_flushes},
          {"x_strides", {p.x_row_stride, p.x_col_stride}},
          {"y_strides", {p.y_row_stride, p.y_col_stride}},
          {"threads", p.threads}};
}

Json witness(const Witness& w) {
  Json values = Json::array();
  for (const double value : w.x.values) values.push_back(hexfloat(value));
  return {{"case", w.case_number},  {"family", w.family},
          {"rows", w.x.rows},       {"cols", w.x.cols},
          {"x", std::move(values)}, {"row", w.row},
          {"index", w.index},       {"placement", placement(w.placement)}};
}

Json worst(const Worst& w, const char* unit) {
  if (!w.seen) return nullptr;
  return {{"kind", "observed maximum, before rounding, sampled"},
          {"unit", unit},
          {"error", number(w.ulp)},
          {"bound", number(w.bound)},
          {"ratio", number(w.ratio)},
          {"y", number(w.y)},
          {"exact", number(w.exact)},
          {"witness", witness(w.witness)},
          {"replay", w.replay}};
}

Json finding(const Finding& f) {
  return {{"law", f.law},
          {"verdict", name(f.verdict)},
          {"message", f.message},
          {"occurrences", f.occurrences},
          {"confirmed_by_second_opinion", f.confirmed},
          {"seen_alone", f.alone},
          {"got", number(f.got)},
          {"want", f.want},
          {"witness", witness(f.witness)},
          {"shrunk_from", {f.original_rows, f.original_cols}},
          {"replay", f.replay},
          {"stderr", f.subject_stderr}};
}

Json property(const PropertyRow& p) {
  return {{"law", p.law},
          {"cases", p.cases},
          {"values", p.values},
          {"violations", p.violations},
          {"vacuous", p.vacuous},
          {"skipped", p.skipped},
          {"skipped_why", p.skipped_why}};
}

Json cell(const Cell& c) {
  Json contract;
  for (const auto& [key, value] : describe(c.contract)) contract[key] = value;
  Json properties = Json::array();
  for (const PropertyRow& p : c.properties) properties.push_back(property(p));
  Json findings = Json::array();
  for (const Finding& f : c.findings) findings.push_back(finding(f));
  Json bins = Json::array();
  for (const GapBin& b : c.gap_bins) {
    bins.push_back({{"gap_low", number(b.gap_low)},
                    {"gap_high", number(b.gap_high)},
                    {"largest_ulp", number(b.worst_ulp)},
                    {"largest_bound", number(b.worst_bound)},
                    {"count", b.count}});
  }
  return {{"subject", c.subject},
          {"function", name(c.function)},
          {"format", traits(c.format).name},
          {"verdict", name(c.verdict)},
          {"contract", std::move(contract)},
          {"cases", c.cases},
          {"calls", c.calls},
          {"values", c.values},
          {"refused", c.refused},
          {"oracle", {{"fast", c.oracle_fast}, {"authority", c.oracle_authority}}},
          {"workers_lost", c.workers_lost},
          {"classes", c.class_cases},
          {"largest_ulp", worst(c.largest_ulp, "ULP")},
          {"largest_ratio", worst(c.largest_ratio, "ULP")},
          {"largest_sum_defect", worst(c.largest_sum_defect, "u")},
          {"properties", std::move(properties)},
          {"findings", std::move(findings)},
          {"gap_bins", std::move(bins)},
          {"error_histogram", c.error_histogram},
          {"notes", c.notes},
          {"timing", {{"seconds", number(c.seconds)}}}};
}

Json subject_row(const SubjectRow& s) {
  Json offers = Json::array();
  for (const subject::Offer& o : s.info.offers) {
    offers.push_back({{"function", name(o.function)},
                      {"format", traits(o.format).name},
                      {"strided", o.strided}});
  }
  return {{"name", s.info.name},
          {"door", s.info.door},
          {"version", s.info.version},
          {"offers", std::move(offers)},
          {"has_set_threads", s.info.has_set_threads},
          {"environment_at_load", s.info.environment_at_load},
          {"printed_at_load", s.info.printed_at_load},
          {"for_interest", s.for_interest}};
}

}  // namespace

std::string to_json(const Record& record) {
  Json subjects = Json::array();
  for (const SubjectRow& s : record.subjects) subjects.push_back(subject_row(s));
  Json cells = Json::array();
  for (const Cell& c : record.cells) cells.push_back(cell(c));
  const Json all = {{"schema_version", record.schema_version},
                    {"tool_version", record.tool_version},
                    {"command", record.command},
                    {"platform", record.platform},
                    {"seed", record.seed},
                    {"cases_per_cell", record.cases_per_cell},
                    {"subjects", std::move(subjects)},
                    {"cells", std::move(cells)},
                    {"timing", {{"started", record.started}, {"seconds", number(record.seconds)}}}};
  return all.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace softmax::verify::report
