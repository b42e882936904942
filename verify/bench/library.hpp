// Door 1 without its worker: a shared library called in this process, so that nothing but the call
// is timed. What crashes here ends the bench; audit a library first.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "verify/bench/kernel.hpp"
#include "verify/core/format.hpp"
#include "verify/core/function.hpp"

namespace softmax::verify::bench {

using Symbols =
    std::vector<std::pair<std::string, std::string>>;  // ABI name -> name in the library

class Library {
 public:
  // Loads it; the floating-point environment is as it was afterwards. Throws UsageError if it
  // cannot be loaded or exports none of the names.
  explicit Library(const std::string& path, const Symbols& symbols = {});

  const std::string& version() const { return version_; }  // softmax_subject_info(), or empty
  // Empty where the library does not export it.
  Kernel kernel(Function function, Format format) const;

 private:
  using Entry = int (*)(const void*, void*, std::size_t, std::size_t);
  std::array<std::array<Entry, 4>, 3> entries_ = {};  // function, format
  std::string version_;
};

}  // namespace softmax::verify::bench
