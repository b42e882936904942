#include "verify/report/table.hpp"

#include <algorithm>

#include "verify/report/utf8.hpp"

namespace softmax::verify::report {
namespace {

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::size_t own = display_width(text);
  const std::string space(width > own ? width - own : 0, ' ');
  return right ? space + text : text + space;
}

// First and second line of a title; a title of one line stands on the second.
std::pair<std::string, std::string> title_lines(const std::string& title) {
  const std::size_t cut = title.find('\n');
  if (cut == std::string::npos) return {"", title};
  return {title.substr(0, cut), title.substr(cut + 1)};
}

void end_line(std::string& text) {
  text.erase(text.find_last_not_of(' ') + 1);
  text += '\n';
}

}  // namespace

std::string aligned(const std::vector<Column>& columns,
                    const std::vector<std::vector<std::string>>& rows, const Dress& dress) {
  std::string first;
  std::string second;
  std::string rule;
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const auto [above, below] = title_lines(columns[c].title);
    std::size_t width = std::max(display_width(above), display_width(below));
    for (const auto& row : rows) width = std::max(width, display_width(row[c]));
    widths.push_back(width);
    first += padded(above, width, columns[c].right) + "  ";
    second += padded(below, width, columns[c].right) + "  ";
    rule += std::string(width, '-') + "  ";
  }
  for (std::string* line : {&first, &second, &rule}) end_line(*line);
  std::string text = (first == "\n" ? "" : first) + second + rule;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::string line;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      line += dress(r, c, padded(rows[r][c], widths[c], columns[c].right)) + "  ";
    }
    end_line(line);
    text += line;
  }
  return text;
}

}  // namespace softmax::verify::report
