#include "verify/report/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace softmax::verify::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Decoded {
  std::uint32_t point = 0;
  std::size_t bytes = 1;
  bool valid = false;
};

// The code point at the beginning of `text` (RFC 3629: no overlong form, no surrogate).
Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
  std::uint32_t point = lead & (0x7FU >> bytes);
  for (std::size_t k = 1; k < bytes; ++k) {
    if ((byte(k) & 0xC0U) != 0x80U) return {};
    point = point << 6U | (byte(k) & 0x3FU);
  }
  const std::uint32_t least = bytes == 2 ? 0x80U : bytes == 3 ? 0x800U : 0x10000U;
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (point < least || point > 0x10FFFF || surrogate) return {};
  return {point, bytes, true};
}

std::size_t width(std::uint32_t point) {
  struct Range {
    std::uint32_t first, last;
  };
  constexpr Range kZero[] = {{0x300, 0x36F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}};
  constexpr Range kTwo[] = {{0x1100, 0x115F}, {0x2E80, 0xA4CF},   {0xAC00, 0xD7A3},
                            {0xF900, 0xFAFF}, {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
                            {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};
  const auto within = [&](const Range& r) { return point >= r.first && point <= r.last; };
  if (std::any_of(std::begin(kZero), std::end(kZero), within)) return 0;
  return std::any_of(std::begin(kTwo), std::end(kTwo), within) ? 2 : 1;
}

}  // namespace

std::string clean(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Decoded next = decode(text);
    const bool control = (next.point < 0x20 && next.point != '\n' && next.point != '\t') ||
                         (next.point >= 0x7F && next.point <= 0x9F);
    if (!next.valid || next.point == 0xFFFE || next.point == 0xFFFF) {
      out += kReplacement;
    } else if (control) {
      out += fmt::format("\\x{:02x}", next.point);
    } else {
      out += text.substr(0, next.bytes);
    }
    text.remove_prefix(next.bytes);
  }
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const Decoded next = decode(text);
    columns += next.valid ? width(next.point) : 1;
    text.remove_prefix(next.bytes);
  }
  return columns;
}

std::string last_columns(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  while (display_width(text) + 3 > columns) text.remove_prefix(decode(text).bytes);
  std::string out = "...";
  return out += text;
}

}  // namespace softmax::verify::report
