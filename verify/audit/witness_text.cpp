#include "verify/audit/witness_text.hpp"

#include <fmt/format.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "verify/core/hexfloat.hpp"
#include "verify/core/usage_error.hpp"
#include "verify/property/property.hpp"

namespace softmax::verify::audit {
namespace {

using Guard = subject::Placement::Guard;

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

template <typename Integer>
Integer integer(std::string_view text, std::string_view field) {
  Integer value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw UsageError(fmt::format("witness: {} is '{}' and must be a whole number", field, text));
  }
  return value;
}

struct Field {
  std::string_view name;
  long long (*get)(const subject::Placement&);
  void (*set)(subject::Placement&, long long);
};

// Every member of Placement that is an integer in disguise.
constexpr Field kFields[] = {
    {"x_offset", [](const auto& p) { return static_cast<long long>(p.x_offset); },
     [](auto& p, long long v) { p.x_offset = static_cast<std::size_t>(v); }},
    {"y_offset", [](const auto& p) { return static_cast<long long>(p.y_offset); },
     [](auto& p, long long v) { p.y_offset = static_cast<std::size_t>(v); }},
    {"front", [](const auto& p) { return p.guard == Guard::front ? 1LL : 0LL; },
     [](auto& p, long long v) { p.guard = v != 0 ? Guard::front : Guard::back; }},
    {"in_place", [](const auto& p) { return p.in_place ? 1LL : 0LL; },
     [](auto& p, long long v) { p.in_place = v != 0; }},
    {"strided", [](const auto& p) { return p.strided ? 1LL : 0LL; },
     [](auto& p, long long v) { p.strided = v != 0; }},
    {"xr", [](const auto& p) { return static_cast<long long>(p.x_row_stride); },
     [](auto& p, long long v) { p.x_row_stride = static_cast<std::ptrdiff_t>(v); }},
    {"xc", [](const auto& p) { return static_cast<long long>(p.x_col_stride); },
     [](auto& p, long long v) { p.x_col_stride = static_cast<std::ptrdiff_t>(v); }},
    {"yr", [](const auto& p) { return static_cast<long long>(p.y_row_stride); },
     [](auto& p, long long v) { p.y_row_stride = static_cast<std::ptrdiff_t>(v); }},
    {"yc", [](const auto& p) { return static_cast<long long>(p.y_col_stride); },
     [](auto& p, long long v) { p.y_col_stride = static_cast<std::ptrdiff_t>(v); }},
    {"fill", [](const auto& p) { return static_cast<long long>(p.fill); },
     [](auto& p, long long v) { p.fill = static_cast<int>(v); }},
    {"threads", [](const auto& p) { return static_cast<long long>(p.threads); },
     [](auto& p, long long v) { p.threads = static_cast<int>(v); }},
    {"ftz", [](const auto& p) { return p.caller_flushes ? 1LL : 0LL; },
     [](auto& p, long long v) { p.caller_flushes = v != 0; }},
};

std::string placement_text(const subject::Placement& placement) {
  std::string text;
  for (const Field& field : kFields) {
    if (const long long value = field.get(placement); value != 0) {
      text += fmt::format("{}{}={}", text.empty() ? "" : "+", field.name, value);
    }
  }
  return text.empty() ? "-" : text;
}

subject::Placement parse_placement(std::string_view text) {
  subject::Placement placement;
  if (text == "-") return placement;
  for (const std::string_view pair : split(text, '+')) {
    const auto equals = pair.find('=');
    const Field* found = nullptr;
    for (const Field& field : kFields) {
      if (equals != std::string_view::npos && field.name == pair.substr(0, equals)) found = &field;
    }
    if (found == nullptr) {
      throw UsageError(fmt::format("witness: '{}' is no placement; use '-' or name=number", pair));
    }
    found->set(placement, integer<long long>(pair.substr(equals + 1), "a placement"));
  }
  return placement;
}

// A NaN keeps its bits, which a subject may look at.
constexpr std::string_view kNaN = "nan:";
std::uint64_t bits_of(double value) { return std::bit_cast<std::uint64_t>(value); }
std::string value_text(double value) {
  if (!std::isnan(value) || bits_of(value) == bits_of(std::numeric_limits<double>::quiet_NaN())) {
    return hexfloat(value);
  }
  return fmt::format("{}{:x}", kNaN, bits_of(value));
}

std::optional<double> parse_value(std::string_view text) {
  if (!text.starts_with(kNaN)) return parse_number(text);
  text.remove_prefix(kNaN.size());
  std::uint64_t bits = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits, 16);
  const auto value = std::bit_cast<double>(bits);
  if (error != std::errc() || end != text.data() + text.size() || !std::isnan(value)) {
    return std::nullopt;
  }
  return value;
}

std::string values_text(const std::vector<double>& values) {
  std::string text;
  for (std::size_t i = 0; i < values.size();) {
    std::size_t run = 1;
    while (i + run < values.size() && bits_of(values[i]) == bits_of(values[i + run])) ++run;
    if (!text.empty()) text += ',';
    text += value_text(values[i]);
    if (run > 1) text += fmt::format("*{}", run);
    i += run;
  }
  return text;
}

std::vector<double> parse_values(std::string_view text, Format format, std::size_t count) {
  std::vector<double> values;
  if (count == 0) return values;
  for (std::string_view item : split(text, ',')) {
    std::size_t run = 1;
    if (const auto star = item.find('*'); star != std::string_view::npos) {
      run = integer<std::size_t>(item.substr(star + 1), "a repetition");
      item = item.substr(0, star);
    }
    const auto value = parse_value(item);
    if (!value || !same_bits(round_to(format, *value), *value)) {
      throw UsageError(
          fmt::format("witness: '{}' is not a value of {}", item, traits(format).name));
    }
    if (run > count - values.size()) break;
    values.insert(values.end(), run, *value);
  }
  if (values.size() != count) {
    throw UsageError(fmt::format("witness: the shape asks for {} values, and {} are given or fit",
                                 count, values.size()));
  }
  return values;
}

}  // namespace

std::string witness_text(const Replayable& what) {
  const report::Witness& w = what.witness;
  return fmt::format("{}/{}/{}/{}x{}/{}/{}/{}", what.law, name(what.function),
                     traits(what.format).name, w.x.rows, w.x.cols, w.case_number,
                     placement_text(w.placement), values_text(w.x.values));
}

Replayable parse_witness(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  const auto parts = split(text, '/');
  if (parts.size() != 7) {
    throw UsageError(fmt::format(
        "a witness has 7 fields, LAW/FUNCTION/FORMAT/ROWSxCOLS/CASE/PLACEMENT/VALUES; this has {}",
        parts.size()));
  }
  Replayable what;
  what.law = parts[0];
  if (property::property_named(parts[0]) == nullptr) {
    throw UsageError(
        fmt::format("witness: '{}' is not a law; `softmax-verify list` shows them", parts[0]));
  }
  const auto function = function_named(parts[1]);
  if (!function) throw UsageError(fmt::format("witness: '{}' is not a function", parts[1]));
  const auto format = format_named(parts[2]);
  if (!format) throw UsageError(fmt::format("witness: '{}' is not a format", parts[2]));
  what.function = *function;
  what.format = *format;
  const auto cross = parts[3].find('x');
  if (cross == std::string_view::npos) {
    throw UsageError(fmt::format("witness: the shape is '{}' and must be ROWSxCOLS", parts[3]));
  }
  const auto rows = integer<std::uint32_t>(parts[3].substr(0, cross), "the number of rows");
  const auto cols = integer<std::uint32_t>(parts[3].substr(cross + 1), "the number of columns");
  what.witness.case_number = integer<std::uint64_t>(parts[4], "the case number");
  what.witness.placement = parse_placement(parts[5]);
  what.witness.x = Matrix(rows, cols, parse_values(parts[6], *format, std::size_t{rows} * cols));
  return what;
}

}  // namespace softmax::verify::audit
