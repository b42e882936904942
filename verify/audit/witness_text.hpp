// A witness as one line of text that a command replays:
//   LAW/FUNCTION/FORMAT/ROWSxCOLS/CASE/PLACEMENT/VALUES
// PLACEMENT is "-" or key=value pairs joined by "+"; VALUES are hexadecimal floating point joined
// by
// ",", with "*K" behind a value that stands K times in a row.
#pragma once

#include <string>
#include <string_view>

#include "verify/core/format.hpp"
#include "verify/core/function.hpp"
#include "verify/report/record.hpp"

namespace softmax::verify::audit {

struct Replayable {
  std::string law;
  Function function = Function::softmax;
  Format format = Format::f64;
  report::Witness witness;
};

std::string witness_text(const Replayable& what);

// Reads what witness_text wrote. Throws UsageError that says which field is wrong and why.
Replayable parse_witness(std::string_view text);

// Longest text that stands in a command line; longer ones are written to a file.
inline constexpr std::size_t kInlineLimit = 700;

}  // namespace softmax::verify::audit
