// Values as text that loses nothing: hexadecimal floating point ("0x1.8p+1"), nan, inf, -inf.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace softmax::verify {

std::string hexfloat(double value);

// Reads hexadecimal or decimal floating point, "inf", "-inf", "nan"; nothing if `text` is not
// wholly one number.
std::optional<double> parse_number(std::string_view text);

// Shortest decimal that reads back to the same double.
std::string decimal(double value);

}  // namespace softmax::verify
