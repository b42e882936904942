// Charts as static SVG: they show where scripts are blocked, and the numbers stand in tables too.
#pragma once

#include <string>

#include "verify/report/record.hpp"

namespace softmax::verify::report {

std::string gap_chart(const Cell& cell);        // largest ULP error and bound against the gap d
std::string histogram_chart(const Cell& cell);  // number of results by error

}  // namespace softmax::verify::report
