// Classes of inputs, by what a row holds and not by which family made it: a run in which one of
// them did not occur has not looked there.
#pragma once

#include <span>
#include <string_view>

#include "verify/core/format.hpp"
#include "verify/core/matrix.hpp"

namespace softmax::verify::generator {

struct InputClass {
  std::string_view name;
  std::string_view what;
  // Promised share of the cases under the default limits, in every format.
  double least;
  double most;
  bool (*holds)(const Matrix& x, Format format);
};

std::span<const InputClass> input_classes();

}  // namespace softmax::verify::generator
