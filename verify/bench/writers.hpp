// Writers: record -> text. Same record, same bytes.
#pragma once

#include <filesystem>
#include <string>

#include "verify/bench/record.hpp"

namespace softmax::verify::bench {

std::string to_markdown(const Record& record);  // speed.md
std::string to_json(const Record& record);      // speed.json, schema in reports/README.md
std::string to_terminal(const Record& record);

// Writes speed.md and speed.json into `folder`. Throws UsageError when it cannot be written.
void write_all(const Record& record, const std::filesystem::path& folder);

}  // namespace softmax::verify::bench
