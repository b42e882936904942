// Timing by Google Benchmark: all contestants in one process, their rounds interleaved at random.
#pragma once

#include <optional>
#include <vector>

#include "verify/bench/kernel.hpp"
#include "verify/bench/rows.hpp"

namespace softmax::verify::bench {

struct Plan {
  unsigned rounds = 9;
  double min_time = 0.05;  // seconds of one round
};

struct Contestant {
  Kernel kernel;
  const Rows* rows = nullptr;       // not owned
  std::size_t results_per_row = 1;  // of y: where the second of two threads begins
};

// Nanoseconds per element of x, a value a round, for each contestant in order. It is the processor
// time of the whole process: another program on the machine adds nothing to it, and what a
// subject's own threads use counts.
std::vector<std::vector<double>> measure(const std::vector<Contestant>& contestants,
                                         const Plan& plan);

// How many times faster two threads are, each over one half of the rows, than one thread over all:
// for each contestant in order the quotient of the medians of its rounds by the clock, those of all
// contestants interleaved; each thread on a processor of its own. Nothing where there is one row.
std::vector<std::optional<double>> two_threads(const std::vector<Contestant>& contestants,
                                               const Plan& plan);

}  // namespace softmax::verify::bench
