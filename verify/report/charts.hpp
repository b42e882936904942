// The two charts of a cell, as static SVG. The same numbers stand in tables of the page.
#pragma once

#include <string>
#include <string_view>

#include "verify/report/record.hpp"

namespace softmax::verify::report {

// `id` must be unique in the page. Empty when there is nothing to draw.
std::string gap_chart(const Cell& cell, std::string_view id);        // ULP error and bound by gap d
std::string histogram_chart(const Cell& cell, std::string_view id);  // number of results by error

// Bin k of the error histogram, as "below 2^-11", "0.25 to 0.5", in ULP.
std::string error_bin_name(std::size_t k);

}  // namespace softmax::verify::report
