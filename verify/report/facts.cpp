#include "verify/report/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "verify/report/text.hpp"

namespace softmax::verify::report {
namespace {

std::string rows_and_origin(const Finding& f) {
  std::string text = shape(f.witness.x.rows, f.witness.x.cols);
  if (f.original_rows != f.witness.x.rows || f.original_cols != f.witness.x.cols) {
    text += fmt::format(", shrunk from {}", shape(f.original_rows, f.original_cols));
  }
  return text;
}

std::string how_often(const Cell& cell, const Finding& f) {
  std::string text = fmt::format("{} of {} cases, first in case {}", f.occurrences, cell.cases,
                                 f.witness.case_number);
  if (!f.witness.family.empty()) text += fmt::format(" (family {})", f.witness.family);
  if (f.confirmed) text += "; a second opinion, computed another way, agrees";
  if (!f.alone)
    text +=
        "; not seen again when a new process was called with the witness alone: it takes the calls "
        "before it, or chance";
  return text;
}

// Settings of the call that differ from the plain one.
std::string placement_text(const subject::Placement& p) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (p.x_offset != 0 || p.y_offset != 0)
    add(fmt::format("x {} and y {} elements off the guard page", p.x_offset, p.y_offset));
  if (p.guard == subject::Placement::Guard::front) add("guard page in front");
  if (p.in_place) add("in place");
  if (p.strided)
    add(fmt::format("strided (x {} {}, y {} {})", p.x_row_stride, p.x_col_stride, p.y_row_stride,
                    p.y_col_stride));
  if (p.threads != 0) add(fmt::format("{} threads", p.threads));
  if (p.caller_flushes) add("called with FTZ and DAZ set");
  return text;
}

bool same_result(const Worst& a, const Worst& b) {
  return a.witness.case_number == b.witness.case_number && a.witness.row == b.witness.row &&
         a.witness.index == b.witness.index && same_bits(a.y, b.y) &&
         std::equal(a.witness.x.values.begin(), a.witness.x.values.end(),
                    b.witness.x.values.begin(), b.witness.x.values.end(), same_bits);
}

}  // namespace

std::string place(const Cell& cell, const Witness& w) {
  std::string text = cell.function == Function::logsumexp
                         ? fmt::format("row {}", w.row)
                         : fmt::format("result {} of row {}", w.index, w.row);
  if (cell.function != Function::logsumexp && w.row < w.x.rows && w.index < w.x.cols) {
    text += fmt::format(", where x = {}", hex_and_decimal(w.x.row(w.row)[w.index]));
  }
  return text;
}

std::vector<Fact> facts(const Cell& cell, const Finding& f) {
  std::vector<Fact> all;
  all.push_back({"witness", rows_and_origin(f) + "\n" + shown_joined(f.witness.x), true});
  const std::string placement = placement_text(f.witness.placement);
  if (!placement.empty()) all.push_back({"called", placement, false});
  const bool value = f.verdict == Verdict::violated && (!f.want.empty() || !std::isnan(f.got));
  if (value) {
    all.push_back({"at", place(cell, f.witness), true});
    all.push_back({"given", hex_and_decimal(f.got), true});
  }
  if (!f.want.empty()) all.push_back({"law wants", f.want, true});
  all.push_back({"met in", how_often(cell, f), false});
  if (!f.subject_stderr.empty()) all.push_back({"it printed", f.subject_stderr, true});
  all.push_back({"replay", f.replay, true});
  return all;
}

std::vector<Maximum> maxima(const Cell& cell) {
  std::vector<Maximum> all;
  const auto add = [&](const char* what, const char* unit, const Worst& worst, bool has_value) {
    if (!worst.seen) return;
    const bool repeated = has_value && !all.empty() && same_result(*all.back().worst, worst);
    all.push_back({what, unit, &worst, has_value, repeated});
  };
  add("ULP error", "ULP", cell.largest_ulp, true);
  add("error / bound", "ULP", cell.largest_ratio, true);
  add("sum defect", "u", cell.largest_sum_defect, false);
  return all;
}

}  // namespace softmax::verify::report
