// What there is to say of a finding or of a maximum, as labelled lines; writers only lay them out.
#pragma once

#include <string>
#include <vector>

#include "verify/report/record.hpp"

namespace softmax::verify::report {

struct Fact {
  std::string label;
  std::string text;   // may hold newlines; not yet escaped
  bool code = false;  // set in a fixed-width face
};

// Message, witness, what was given, what the law wants, how often, how to replay.
std::vector<Fact> facts(const Cell& cell, const Finding& finding);

// The three maxima of a cell that were seen, each with its unit.
struct Maximum {
  std::string what;  // "ULP error", "error / bound", "sum defect"
  std::string unit;  // "ULP" or "u"
  const Worst* worst;
  bool has_value;  // y and exact speak of one result (not so for a sum)
  bool repeated;   // the same result as the maximum before it
};
std::vector<Maximum> maxima(const Cell& cell);

// Where it was seen: "result 3 of row 0 of case 17 (family masks), where x = 0x1p+0 (1)".
std::string place(const Cell& cell, const Witness& witness);

}  // namespace softmax::verify::report
