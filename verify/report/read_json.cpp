#include "verify/report/read_json.hpp"

#include <fmt/format.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <type_traits>

#include "verify/core/hexfloat.hpp"
#include "verify/core/usage_error.hpp"

// Throws std::runtime_error inside; from_json puts the name of the file in front.
namespace softmax::verify::report {
namespace {

using Json = nlohmann::json;

[[noreturn]] void fail(const std::string& key, const std::string& why) {
  throw std::runtime_error(fmt::format("key \"{}\" {}", key, why));
}

const Json& at(const Json& object, const char* key) {
  if (!object.is_object() || !object.contains(key)) fail(key, "is missing");
  return object.at(key);
}

const Json& array(const Json& object, const char* key) {
  const Json& value = at(object, key);
  if (!value.is_array()) fail(key, "is not an array");
  return value;
}

// An entry of its own type: no number is cut to fit, no text becomes a number.
template <typename T>
T get(const Json& object, const char* key) {
  const Json& value = at(object, key);
  if constexpr (std::is_same_v<T, bool>) {
    if (!value.is_boolean()) fail(key, "is not true or false");
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (!value.is_string()) fail(key, "is not a string");
  } else if constexpr (std::is_unsigned_v<T>) {
    if (!value.is_number_unsigned()) fail(key, "is not an integer of 0 or more");
  } else {
    if (!value.is_number_integer()) fail(key, "is not an integer");
    const auto wide = value.get<std::int64_t>();
    if (wide < std::numeric_limits<T>::min() || wide > std::numeric_limits<T>::max()) {
      fail(key, "is out of range");
    }
  }
  return value.get<T>();
}

double hex(const Json& value, const char* key) {
  const auto number = value.is_string() ? parse_number(value.get<std::string>()) : std::nullopt;
  if (!number) fail(key, "is not hexadecimal floating point, nan or inf");
  return *number;
}

double number(const Json& object, const char* key) { return hex(at(at(object, key), "hex"), key); }

template <typename T>
T named(const Json& object, const char* key, std::optional<T> (*find)(std::string_view)) {
  const auto text = get<std::string>(object, key);
  const std::optional<T> value = find(text);
  if (!value) fail(key, fmt::format("has the unknown value '{}'", text));
  return *value;
}

std::optional<Verdict> verdict_named(std::string_view text) {
  for (const Verdict v : {Verdict::conforming, Verdict::violated, Verdict::refused,
                          Verdict::crashed, Verdict::hung, Verdict::vacuous}) {
    if (name(v) == text) return v;
  }
  return std::nullopt;
}

std::ptrdiff_t stride(const Json& object, const char* key, std::size_t k) {
  const Json& both = array(object, key);
  if (both.size() != 2 || !both[k].is_number_integer()) fail(key, "is not a pair of integers");
  return both[k].get<std::ptrdiff_t>();
}

subject::Placement placement(const Json& j) {
  subject::Placement p;
  p.x_offset = get<std::size_t>(j, "x_offset");
  p.y_offset = get<std::size_t>(j, "y_offset");
  const auto guard = get<std::string>(j, "guard");
  if (guard != "front" && guard != "back") fail("guard", "is neither front nor back");
  p.guard = guard == "front" ? subject::Placement::Guard::front : subject::Placement::Guard::back;
  p.in_place = get<bool>(j, "in_place");
  p.strided = get<bool>(j, "strided");
  p.fill = get<int>(j, "fill");
  p.caller_flushes = get<bool>(j, "caller_flushes");
  p.x_row_stride = stride(j, "x_strides", 0);
  p.x_col_stride = stride(j, "x_strides", 1);
  p.y_row_stride = stride(j, "y_strides", 0);
  p.y_col_stride = stride(j, "y_strides", 1);
  p.threads = get<int>(j, "threads");
  return p;
}

Witness witness(const Json& j) {
  Witness w;
  w.case_number = get<std::uint64_t>(j, "case");
  w.family = get<std::string>(j, "family");
  w.x.rows = get<std::size_t>(j, "rows");
  w.x.cols = get<std::size_t>(j, "cols");
  for (const Json& value : array(j, "x")) w.x.values.push_back(hex(value, "x"));
  const std::size_t have = w.x.values.size();
  const bool fits = w.x.cols == 0 ? have == 0 : have % w.x.cols == 0 && have / w.x.cols == w.x.rows;
  if (!fits) fail("x", fmt::format("holds {} values, not rows x cols", have));
  w.row = get<std::size_t>(j, "row");
  w.index = get<std::size_t>(j, "index");
  w.placement = placement(at(j, "placement"));
  return w;
}

Worst worst(const Json& cell, const char* key) {
  const Json& j = at(cell, key);
  if (j.is_null()) return {};
  return {
      true,           number(j, "error"), number(j, "bound"),        number(j, "ratio"),
      number(j, "y"), number(j, "exact"), witness(at(j, "witness")), get<std::string>(j, "replay")};
}

Finding finding(const Json& j) {
  Finding f;
  f.law = get<std::string>(j, "law");
  f.verdict = named<Verdict>(j, "verdict", verdict_named);
  f.message = get<std::string>(j, "message");
  f.occurrences = get<std::uint64_t>(j, "occurrences");
  f.confirmed = get<bool>(j, "confirmed_by_second_opinion");
  f.alone = j.value("seen_alone", true);  // reports of before have no such key
  f.got = number(j, "got");
  f.want = get<std::string>(j, "want");
  f.witness = witness(at(j, "witness"));
  const Json& from = array(j, "shrunk_from");
  if (from.size() != 2 || !from[0].is_number_unsigned() || !from[1].is_number_unsigned()) {
    fail("shrunk_from", "is not a pair of sizes");
  }
  f.original_rows = from[0].get<std::size_t>();
  f.original_cols = from[1].get<std::size_t>();
  f.replay = get<std::string>(j, "replay");
  f.subject_stderr = get<std::string>(j, "stderr");
  return f;
}

PropertyRow property(const Json& j) {
  return {get<std::string>(j, "law"),        get<std::uint64_t>(j, "cases"),
          get<std::uint64_t>(j, "values"),   get<std::uint64_t>(j, "violations"),
          get<std::uint64_t>(j, "vacuous"),  get<std::uint64_t>(j, "skipped"),
          get<std::string>(j, "skipped_why")};
}

GapBin gap_bin(const Json& j) {
  return {number(j, "gap_low"), number(j, "gap_high"), number(j, "largest_ulp"),
          number(j, "largest_bound"), get<std::uint64_t>(j, "count")};
}

Contract contract(const Json& j) {
  Contract out;
  for (const std::string& key : contract_keys()) {
    set_key(out, key, get<std::string>(j, key.c_str()));
  }
  return out;
}

Cell cell(const Json& j) {
  Cell c;
  c.subject = get<std::string>(j, "subject");
  c.function = named<Function>(j, "function", function_named);
  c.format = named<Format>(j, "format", format_named);
  c.verdict = named<Verdict>(j, "verdict", verdict_named);
  c.contract = contract(at(j, "contract"));
  c.cases = get<std::uint64_t>(j, "cases");
  c.calls = get<std::uint64_t>(j, "calls");
  c.values = get<std::uint64_t>(j, "values");
  c.refused = get<std::uint64_t>(j, "refused");
  c.oracle_fast = get<std::uint64_t>(at(j, "oracle"), "fast");
  c.oracle_authority = get<std::uint64_t>(at(j, "oracle"), "authority");
  c.workers_lost = get<std::uint64_t>(j, "workers_lost");
  const Json& classes = at(j, "classes");
  for (const auto& [family, count] : classes.items()) {
    c.class_cases[family] = get<std::uint64_t>(classes, family.c_str());
  }
  c.largest_ulp = worst(j, "largest_ulp");
  c.largest_ratio = worst(j, "largest_ratio");
  c.largest_sum_defect = worst(j, "largest_sum_defect");
  for (const Json& p : array(j, "properties")) c.properties.push_back(property(p));
  for (const Json& f : array(j, "findings")) c.findings.push_back(finding(f));
  for (const Json& b : array(j, "gap_bins")) c.gap_bins.push_back(gap_bin(b));
  for (const Json& n : array(j, "error_histogram")) {
    if (!n.is_number_unsigned()) fail("error_histogram", "holds something other than counts");
    c.error_histogram.push_back(n.get<std::uint64_t>());
  }
  for (const Json& n : array(j, "notes")) {
    if (!n.is_string()) fail("notes", "holds something other than strings");
    c.notes.push_back(n.get<std::string>());
  }
  c.seconds = number(at(j, "timing"), "seconds");
  return c;
}

SubjectRow subject_row(const Json& j) {
  SubjectRow s;
  s.info.name = get<std::string>(j, "name");
  s.info.door = get<std::string>(j, "door");
  s.info.version = get<std::string>(j, "version");
  for (const Json& o : array(j, "offers")) {
    s.info.offers.push_back({named<Function>(o, "function", function_named),
                             named<Format>(o, "format", format_named), get<bool>(o, "strided")});
  }
  s.info.has_set_threads = get<bool>(j, "has_set_threads");
  s.info.environment_at_load = get<std::string>(j, "environment_at_load");
  s.info.printed_at_load = get<std::string>(j, "printed_at_load");
  s.for_interest = get<bool>(j, "for_interest");
  return s;
}

Record record_of(const Json& j) {
  Record r;
  r.schema_version = get<int>(j, "schema_version");
  if (r.schema_version < 1 || r.schema_version > kSchemaVersion) {
    fail("schema_version",
         fmt::format("is {}; this program reads 1 to {}", r.schema_version, kSchemaVersion));
  }
  r.tool_version = get<std::string>(j, "tool_version");
  r.command = get<std::string>(j, "command");
  r.platform = get<std::string>(j, "platform");
  r.seed = get<std::uint64_t>(j, "seed");
  r.cases_per_cell = get<std::uint64_t>(j, "cases_per_cell");
  for (const Json& s : array(j, "subjects")) r.subjects.push_back(subject_row(s));
  for (const Json& c : array(j, "cells")) r.cells.push_back(cell(c));
  r.started = get<std::string>(at(j, "timing"), "started");
  r.seconds = number(at(j, "timing"), "seconds");
  return r;
}

}  // namespace

Record from_json(std::string_view text, const std::string& origin) {
  try {
    return record_of(Json::parse(text));
  } catch (const Json::parse_error& e) {
    throw UsageError(fmt::format("{} is not JSON (at byte {})", origin, e.byte));
  } catch (const std::runtime_error& e) {
    throw UsageError(fmt::format("{} is not a report of softmax-verify: {}", origin, e.what()));
  }
}

}  // namespace softmax::verify::report
