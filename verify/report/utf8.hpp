// Text from outside (subject names, messages of programs) made safe to print: always valid UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace softmax::verify::report {

// Valid UTF-8 without anything that XML 1.0 forbids or a terminal would obey: bytes that are not
// UTF-8 become U+FFFD, control characters other than newline and tab become "\x1b" in letters.
std::string clean(std::string_view text);

// Columns that `text` takes on a terminal: 2 for East Asian wide characters and emoji, 0 for
// combining marks, 1 for the rest.
std::size_t display_width(std::string_view text);

// The last columns of `text` behind "...", at most `columns` wide in all; `columns` >= 4.
std::string last_columns(std::string_view text, std::size_t columns);

}  // namespace softmax::verify::report
