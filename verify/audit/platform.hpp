// What the record says of the program and the machine.
#pragma once

#include <string>

namespace softmax::verify::audit {

std::string tool_version();
std::string platform();  // compiler, flags that matter, CPU name

}  // namespace softmax::verify::audit
