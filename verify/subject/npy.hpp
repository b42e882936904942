// The .npy arrays of door 2: NumPy format 1.0, C order, little-endian.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/core/format.hpp"

namespace softmax::verify::subject {

// Header of a 1.0 array, padded so that the data begins at a multiple of 64 bytes.
std::string npy_header(Format format, const std::vector<std::size_t>& shape);

struct NpyHeader {
  std::string type;  // "<f8", …
  bool fortran_order = false;
  std::vector<std::size_t> shape;
  std::size_t bytes = 0;  // of the header: the data follows
};

// What the beginning of a reply says: a header, more bytes needed (neither set), or why it is not
// the header of a .npy array of version 1.0 or 2.0 (one clause, for "the reply …").
struct NpyParse {
  std::optional<NpyHeader> header;
  std::string error;
};
NpyParse parse_npy_header(std::string_view bytes);

}  // namespace softmax::verify::subject
