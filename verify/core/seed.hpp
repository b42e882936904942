// Random numbers by counter: value i of stream s under a seed is a function of (seed, s, i) alone,
// so that a seed and a case number replay anywhere, whatever the number of workers.
#pragma once

#include <cstdint>

namespace softmax::verify {

// 64 random bits (XXH3 of the counter, keyed by seed and stream).
std::uint64_t random_bits(std::uint64_t seed, std::uint64_t stream, std::uint64_t counter);

class Stream {
 public:
  Stream(std::uint64_t seed, std::uint64_t stream) : seed_(seed), stream_(stream) {}

  std::uint64_t bits() { return random_bits(seed_, stream_, counter_++); }
  // Uniform in [0, bound), bound >= 1; bias below bound / 2^64.
  std::uint64_t below(std::uint64_t bound);
  // Uniform in [0, 1), 53 bits.
  double unit();
  double uniform(double low, double high) { return low + (high - low) * unit(); }
  // Standard normal (Box-Muller).
  double normal();
  bool chance(double probability) { return unit() < probability; }

 private:
  std::uint64_t seed_;
  std::uint64_t stream_;
  std::uint64_t counter_ = 0;
};

}  // namespace softmax::verify
