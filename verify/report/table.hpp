// A table of text with columns aligned by display width.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace softmax::verify::report {

struct Column {
  std::string title;  // may hold one newline: two lines of header
  bool right = false;
};

// Gets each padded entry and may dress it (colour); row and column count from 0.
using Dress = std::function<std::string(std::size_t row, std::size_t column, std::string padded)>;

std::string aligned(const std::vector<Column>& columns,
                    const std::vector<std::vector<std::string>>& rows, const Dress& dress);

}  // namespace softmax::verify::report
