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

// A class of inputs. One family a file, registered in families.cpp.
struct Family {
  std::string_view name;
  std::string_view what;  // one sentence: what the rows look like and which fault they exist for
  double share;           // promised share of cases
  bool special;           // may hold NaN or +inf (judged by policies), or rows of only -inf
  int scales;             // scale is drawn from [0, scales)
  int variants;           // variant is drawn from [0, variants)
  // Every value exactly representable in `format`.
  Matrix (*expand)(const Recipe& recipe, Format format);
};

const std::vector<Family>& families();

struct Case {
  std::uint64_t number = 0;
  Recipe recipe;
  Format format = Format::f64;
  Matrix x;
  std::string_view family_name() const { return families()[recipe.family].name; }
};

// Case `number` under `seed`: a function of its arguments alone.
struct Limits {
  std::size_t max_cols = 4096;
  std::size_t max_elements = 16384;  // rows * cols of a batch
};
Case draw(std::uint64_t seed, std::uint64_t number, Format format, const Limits& limits = {});

Matrix expand(const Recipe& recipe, Format format);

}  // namespace softmax::verify::generator
