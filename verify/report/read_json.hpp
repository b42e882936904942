// report.json -> record, for tools that compare or merge reports.
#pragma once

#include <string>
#include <string_view>

#include "verify/report/record.hpp"

namespace softmax::verify::report {

// Reads what to_json wrote; to_json of the result is the same text. Keys that it does not know are
// ignored. Throws UsageError that names `origin` and the key that is missing or wrong, or a schema
// version newer than kSchemaVersion.
Record from_json(std::string_view text, const std::string& origin);

}  // namespace softmax::verify::report
