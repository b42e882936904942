// What RapidCheck draws and shrinks: a few small numbers from which a case is expanded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "verify/core/format.hpp"
#include "verify/core/matrix.hpp"

namespace softmax::verify::generator {

struct Recipe {
  std::size_t family = 0;  // index into families()
  std::size_t rows = 1;
  std::size_t cols = 1;
  std::uint64_t seed = 0;  // of the values
  int scale = 0;           // family's own meaning, e.g. decade or threshold index
  int variant = 0;         // family's own meaning

  friend bool operator==(const Recipe&, const Recipe&) = default;
};

// Which shapes a family is drawn with.
enum class Shape : std::uint8_t {
  any,
  single,    // one column
  batch,     // two rows at least
  long_row,  // 257 columns and more
};

// A class of inputs. One family a file, registered in families.cpp.
struct Family {
  std::string_view name;
  std::string_view what;  // one sentence: what the rows look like and which fault they exist for
  double share;           // promised share of cases
  bool special;           // may hold NaN or +inf (judged by policies), or rows of only -inf
  int scales;             // scale is drawn from [0, scales)
  int variants;           // variant is drawn from [0, variants)
  // recipe.rows x recipe.cols, every value exactly representable in `format`.
  Matrix (*expand)(const Recipe& recipe, Format format);
  Shape shape = Shape::any;
};

const std::vector<Family>& families();

struct Case {
  std::uint64_t number = 0;
  Recipe recipe;
  Format format = Format::f64;
  Matrix x;
  std::string_view family_name() const { return families()[recipe.family].name; }
};

struct Limits {
  std::size_t max_cols = 65537;
  // rows * cols of a batch. Nearly all are far smaller; one case in a thousand is 17 rows of
  // 4096, whose offsets do not fit 16 bits.
  std::size_t max_elements = 17 * 4096;
};

// Case `number` under `seed`: a function of its arguments alone. Every fourth case takes the
// lengths 1 to 257 in turn, so that 1028 cases in a row meet each of them; the others are short
// mostly (median 20 in all), 3 to 5 % have 1000 columns or more, and one in 500 has more than 4096.
Case draw(std::uint64_t seed, std::uint64_t number, Format format, const Limits& limits = {});

Matrix expand(const Recipe& recipe, Format format);

}  // namespace softmax::verify::generator
