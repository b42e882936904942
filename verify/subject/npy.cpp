#include "verify/subject/npy.hpp"

#include <fmt/format.h>

#include <cctype>
#include <limits>

namespace softmax::verify::subject {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::size_t kLongestHeader = 65536;  // a longer one is no header of an array of ours

// A Python dictionary of the three keys, as numpy.lib.format writes it, and nothing else.
class Dictionary {
 public:
  explicit Dictionary(std::string_view text) : text_(text) {}

  // Empty if it was read; what is wrong otherwise.
  std::string read(NpyHeader& header) {
    if (!take('{')) return "does not begin with {";
    bool type = false, order = false, shape = false;
    while (!take('}')) {
      const std::optional<std::string> key = quoted();
      if (!key || !take(':')) return "is not a dictionary";
      bool* seen = *key == "descr"           ? &type
                   : *key == "fortran_order" ? &order
                   : *key == "shape"         ? &shape
                                             : nullptr;
      if (seen == nullptr) return "has the unknown key '" + *key + "'";
      if (*seen) return "has the key '" + *key + "' twice";
      *seen = true;
      if (!value(*key, header)) return "has no readable value of '" + *key + "'";
      if (!take(',') && peek() != '}') return "is not a dictionary";
    }
    skip();
    if (at_ != text_.size()) return "goes on after its }";
    return type && order && shape ? "" : "lacks descr, fortran_order or shape";
  }

 private:
  void skip() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  }
  char peek() {
    skip();
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  bool take_word(std::string_view word) {
    skip();
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  std::optional<std::string> quoted() {
    const char quote = peek();
    if (quote != '\'' && quote != '"') return std::nullopt;
    const std::size_t end = text_.find(quote, at_ + 1);
    if (end == std::string_view::npos) return std::nullopt;
    std::string inside(text_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return inside;
  }
  std::optional<std::size_t> number() {
    if (std::isdigit(static_cast<unsigned char>(peek())) == 0) return std::nullopt;
    std::size_t n = 0;
    for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_) {
      const auto digit = static_cast<std::size_t>(text_[at_] - '0');
      if (n > (std::numeric_limits<std::size_t>::max() - digit) / 10) return std::nullopt;
      n = n * 10 + digit;
    }
    return n;
  }
  bool value(const std::string& key, NpyHeader& header) {
    if (key == "descr") {
      const auto type = quoted();
      if (type) header.type = *type;
      return type.has_value();
    }
    if (key == "fortran_order") {
      header.fortran_order = take_word("True");
      return header.fortran_order || take_word("False");
    }
    if (!take('(')) return false;
    while (!take(')')) {
      const auto n = number();
      if (!n) return false;
      header.shape.push_back(*n);
      // (3) is a number in Python, not a tuple.
      if (!take(',') && (peek() != ')' || header.shape.size() == 1)) return false;
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string npy_header(Format format, const std::vector<std::size_t>& shape) {
  std::string dictionary =
      fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': (", traits(format).npy);
  for (std::size_t i = 0; i < shape.size(); ++i) {
    dictionary += fmt::format("{}{}", i == 0 ? "" : ", ", shape[i]);
  }
  dictionary += shape.size() == 1 ? ",), }" : "), }";
  constexpr std::size_t kPrefix = 10;  // magic, version, length
  const std::size_t total = (kPrefix + dictionary.size() + 1 + 63) / 64 * 64;
  dictionary.resize(total - kPrefix - 1, ' ');
  dictionary += '\n';
  std::string header(kMagic);
  header += '\x01';
  header += '\0';
  header += static_cast<char>(dictionary.size() & 0xFFU);
  header += static_cast<char>(dictionary.size() >> 8U);
  return header + dictionary;
}

NpyParse parse_npy_header(std::string_view bytes) {
  const std::string_view magic = bytes.substr(0, kMagic.size());
  if (magic != kMagic.substr(0, magic.size())) {
    return {{}, "does not begin with the magic bytes of a .npy array"};
  }
  if (bytes.size() < 8) return {};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned major = byte(6), minor = byte(7);
  if ((major != 1 && major != 2) || minor != 0) {
    return {{},
            fmt::format("is a .npy array of version {}.{}; 1.0 or 2.0 is asked for", major, minor)};
  }
  const std::size_t prefix = major == 1 ? 10 : 12;
  if (bytes.size() < prefix) return {};
  std::size_t length = byte(8) | static_cast<std::size_t>(byte(9)) << 8U;
  if (major == 2)
    length |= static_cast<std::size_t>(byte(10)) << 16U | static_cast<std::size_t>(byte(11)) << 24U;
  if (length > kLongestHeader) {
    return {{}, fmt::format("has a .npy header of {} bytes, more than any array needs", length)};
  }
  if (bytes.size() < prefix + length) return {};
  NpyHeader header;
  header.bytes = prefix + length;
  const std::string error = Dictionary(bytes.substr(prefix, length)).read(header);
  if (!error.empty()) return {{}, "has a .npy header that " + error};
  return {header, {}};
}

}  // namespace softmax::verify::subject
