// From what was asked for to what can be called.
#pragma once

#include <string>
#include <vector>

#include "verify/bench/library.hpp"
#include "verify/bench/record.hpp"

namespace softmax::verify::bench {

struct Loaded {
  SubjectLine line;
  bool ours = false;  // the library of this project: measured side by side as well
  Library library;
};

struct Subjects {
  std::vector<Loaded> loaded;
  std::vector<Absence> absent;  // peers that were asked for by "peers" or by default
};

// Throws UsageError.
Subjects load_subjects(const std::vector<std::string>& names, const Symbols& symbols);

}  // namespace softmax::verify::bench
