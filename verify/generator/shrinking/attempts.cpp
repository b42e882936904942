#include "verify/generator/shrinking/attempts.hpp"

#include <bit>
#include <cmath>

#include "verify/core/seed.hpp"
#include "verify/generator/shrinking/complexity.hpp"

namespace softmax::verify::generator {
namespace {

std::uint64_t fingerprint(const Matrix& x) {
  std::uint64_t hash = random_bits(0, x.rows, x.cols);
  for (const double v : x.values) {
    hash = random_bits(hash, 0, std::isnan(v) ? ~0ULL : std::bit_cast<std::uint64_t>(v));
  }
  return hash;
}

}  // namespace

Attempts::Attempts(const Matrix& x, Format format, const Fails& fails, std::size_t max_calls)
    : shrunk_{x, 0, false}, format_(format), fails_(fails), max_calls_(max_calls) {
  asked_.emplace(fingerprint(x), true);
}

bool Attempts::fails(const Matrix& candidate) {
  const std::uint64_t key = fingerprint(candidate);
  if (const auto known = asked_.find(key); known != asked_.end()) return known->second;
  if (shrunk_.calls >= max_calls_) {
    shrunk_.exhausted = true;
    return false;
  }
  ++shrunk_.calls;
  return asked_.emplace(key, fails_(candidate)).first->second;
}

bool Attempts::accept(const Matrix& candidate) {
  if (!fails(candidate)) return false;
  shrunk_.x = candidate;
  return true;
}

bool Attempts::accept_simpler(const Matrix& candidate) {
  constexpr std::size_t kMost = std::size_t{1} << 26U;
  looked_at_ += candidate.values.size();
  if (looked_at_ > kMost || shrunk_.calls >= max_calls_) {
    shrunk_.exhausted = true;
    return false;
  }
  return complexity(candidate) < complexity(best()) && accept(candidate);
}

}  // namespace softmax::verify::generator
