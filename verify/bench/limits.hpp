// Physical limits: what moving the data costs when nothing is computed.
#pragma once

#include <string_view>
#include <vector>

#include "verify/bench/kernel.hpp"
#include "verify/core/format.hpp"
#include "verify/core/function.hpp"

namespace softmax::verify::bench {

struct Limit {
  std::string_view name;
  Kernel kernel;
};

// Of functions that write a row: memcpy, and a loop that reads a row twice and writes it once (as
// maximum, then result). Of logsumexp, which writes one value a row: the reads alone.
std::vector<Limit> limits(Function function, Format format);

}  // namespace softmax::verify::bench
