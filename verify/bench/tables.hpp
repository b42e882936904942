// The groups of a record as tables: one for each format and function, a column a shape.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "verify/bench/record.hpp"

namespace softmax::verify::bench {

struct Table {
  Function function;
  Format format;
  std::vector<const Group*> groups;  // a shape each

  std::string title() const;  // "softmax f32"
  std::vector<Shape> shapes() const;
};

// By format, then function, in the order of the enumerations. Valid as long as the record is.
std::vector<Table> tables(const Record& record);

// Names of the entries that have a figure somewhere in the table, subjects first.
struct Line {
  std::string name;
  bool limit = false;
};
std::vector<Line> lines(const Table& table);

// "1.25" and the unit; "-" for nothing; a mark behind it where the results are not sane.
inline constexpr const char* kNotSane = "!";
std::string ratio_text(const Group& group, const Entry* entry, const char* unit = "");
// "0.500", "inf", "-": over all shapes of the table.
std::string largest_ulp_text(const Table& table, const std::string& name);
// Whether a subject of the record was measured whose results are not sane.
bool any_not_sane(const Record& record);

// The library of this project among the subjects.
inline constexpr const char* kOurs = "softmax";

// A figure for each function and format (lines) and shape (columns).
struct Overview {
  std::vector<Shape> shapes;                                            // of the columns
  std::vector<std::pair<std::string, std::vector<std::string>>> lines;  // title, "1.25" or "-"
};
// Time of this library divided by that of the fastest other; no lines where there is no other.
Overview against_others(const Record& record);
// Times faster on two threads; no lines where it was not measured.
Overview on_two_threads(const Record& record);

// Time over that of the reference in the same interleaved set; no lines where it was not measured.
Overview side_by_side(const Record& record);
// "softmax f32"; "" where nothing was measured side by side.
std::string reference_title(const Record& record);

// Median of `name` divided by the least median of the other ranked subjects.
std::optional<double> ratio_to_others(const Group& group, const std::string& name);

}  // namespace softmax::verify::bench
