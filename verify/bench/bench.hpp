// Measures subjects side by side: softmax-verify bench.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "verify/bench/library.hpp"
#include "verify/bench/record.hpp"

namespace softmax::verify::bench {

struct Options {
  std::vector<std::string> subjects;  // built-in names, peers, "peers", paths; empty: see below
  Symbols symbols;
  std::vector<Function> functions;  // empty: all three
  std::vector<Format> formats;      // empty: all four
  std::vector<Shape> shapes;        // empty: default_shapes()
  Plan plan;
};

using Progress = std::function<void(double share, const std::string& what)>;

// Without subjects: this library and every peer that was built. Throws UsageError for a subject
// that is not there or cannot be called in this process.
Record run(const Options& options, const Progress& progress);

}  // namespace softmax::verify::bench
