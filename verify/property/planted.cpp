#include <bit>
#include <cmath>
#include <limits>

#include "verify/property/policies.hpp"
#include "verify/property/support.hpp"
#include "verify/property/turns.hpp"

namespace softmax::verify::property {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// NaN of either sign, with a payload, signalling, and of all ones, as memset leaves it.
double nan_of(std::uint64_t k) {
  constexpr std::uint64_t kNaNs[] = {0x7FF8000000000000, 0xFFF8000000000000, 0x7FFC000000000001,
                                     0x7FF0000000000001, 0xFFFFFFFFFFFFFFFF, 0x7FFFFFFFFFFFFFFF};
  return std::bit_cast<double>(kNaNs[k % std::size(kNaNs)]);
}

struct Planted {
  Matrix x;
  std::size_t row, at;
  bool nan;
};

Planted plant(const Bench& bench) {
  const std::size_t n = bench.x().cols;
  const std::size_t rows = bench.x().rows;
  // A position at random, or (every other case) one of the last 17.
  const std::uint64_t span = bench.variant(2, 0x91A) == 0 ? n : std::min<std::size_t>(n, 17);
  const std::size_t at = n - 1 - static_cast<std::size_t>(bench.variant(span, 0x91B));
  const auto row = static_cast<std::size_t>(bench.variant(rows, 0x91C));
  Matrix x = bench.x();
  const std::uint64_t kind = bench.variant(12, 0x91D);
  x.row(row)[at] = kind < 6 ? nan_of(kind) : kInfinity;
  // Every other one with a second NaN, a power of two from it: in its vector, or in its lane.
  if (kind < 6 && bench.variant(2, 0x91F) == 0)
    x.row(row)[(at + (std::size_t{1} << bench.variant(7, 0x920))) % n] =
        nan_of(bench.variant(6, 0x921));
  if (kind >= 9) x.row(row)[static_cast<std::size_t>(bench.variant(n, 0x91E))] = kInfinity;
  return {std::move(x), row, at, kind < 6};
}

void ask(Bench& bench) {
  if (!bench.x().values.empty()) bench.ask(bench.prepared(plant).x);
}

Outcome check(Bench& bench) {
  Outcome outcome;
  if (bench.x().values.empty() || !done(bench.base())) return outcome;
  const auto& [x, row, at, nan] = bench.prepared(plant);
  const subject::Reply reply = bench.call(x);
  if (!done(reply)) return outcome;
  check_policies(
      bench, x, reply,
      fmt::format(" (with {} put at position {} of row {})", nan ? "NaN" : "+inf", at, row),
      outcome);
  if (outcome.violation) outcome.violation->x = x;
  compare_others(bench, reply, row, "with NaN or +inf in another row", outcome);
  return outcome;
}

}  // namespace

extern const Property kPlanted;
const Property kPlanted = {
    "planted",
    "one or two NaN (of any sign and payload) or +inf put at any place of any row make that row "
    "what the policies say, and leave the other rows as they were",
    "none: the policies nan and positive_infinity; for the other rows bit for bit under "
    "reproducibility = bitwise, twice the bound under bound",
    "a lane, block or tail in which NaN or +inf is lost, NaN told by one bit pattern, a flag that "
    "spreads to the next row",
    "what a policy of any leaves open",
    applies,
    check,
    ask,
};

}  // namespace softmax::verify::property
