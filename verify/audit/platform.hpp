// What the record says of the program and the machine.
#pragma once

#include <string>

namespace softmax::verify::audit {

std::string tool_version();
std::string platform();  // compiler, flags that matter, CPU name
std::string utc_now();   // "2026-01-31T12:00:00Z"

}  // namespace softmax::verify::audit
