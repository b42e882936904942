// The candidate that fails so far, and the asking: no matrix twice, no more than max_calls.
#pragma once

#include <cstdint>
#include <functional>
#include <unordered_map>

#include "verify/generator/shrink.hpp"

namespace softmax::verify::generator {

class Attempts {
 public:
  using Fails = std::function<bool(const Matrix&)>;

  Attempts(const Matrix& x, Format format, const Fails& fails, std::size_t max_calls);

  const Matrix& best() const { return shrunk_.x; }
  const Shrunk& shrunk() const { return shrunk_; }
  Format format() const { return format_; }
  bool exhausted() const { return shrunk_.exhausted; }

  // Whether `candidate` fails; false once the calls are used up.
  bool fails(const Matrix& candidate);

  // Makes `candidate` the best one if it fails.
  bool accept(const Matrix& candidate);

  // The same, if its values are simpler than those of the best one, which has the same shape. Long
  // rows have more candidates than can be looked at: false, and exhausted, after 2^26 entries.
  bool accept_simpler(const Matrix& candidate);

 private:
  Shrunk shrunk_;
  Format format_;
  const Fails& fails_;
  std::size_t max_calls_;
  std::size_t looked_at_ = 0;  // entries of candidates whose simplicity was weighed
  std::unordered_map<std::uint64_t, bool> asked_;  // by a hash of shape and values
};

// Removes rows, or columns, by delta debugging. True if any went.
bool drop(Attempts& attempts, bool rows);

// Everything at once: zeros, one value, the maximum moved to 0, whole numbers, few bits.
bool simplify_together(Attempts& attempts);

// Entries set to zero, to the largest or to the first, in ever smaller blocks.
bool equalise(Attempts& attempts);

// Each different value for itself: fewer significand bits, then a smaller magnitude.
bool simplify_each(Attempts& attempts);

// Where failing sets in: each different value at the least magnitude that fails, found by bisection
// over the floats, where failing is monotone as far as it is probed.
void find_boundaries(Attempts& attempts);

}  // namespace softmax::verify::generator
