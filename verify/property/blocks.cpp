#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <limits>

#include "verify/core/seed.hpp"
#include "verify/property/judge_rows.hpp"
#include "verify/property/layouts.hpp"
#include "verify/property/support.hpp"
#include "verify/property/turns.hpp"

namespace softmax::verify::property {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::uint64_t kEvery = 16;  // cases
constexpr std::size_t kShortest = 4097;

// Lengths by turns: evenly by their logarithm, powers of two and their neighbours, multiples of
// 1024 and a little more, three times a power of two, and sizes of vocabularies. Up to 2^16, every
// eighth up to 2^20.
std::size_t length(std::uint64_t k) {
  constexpr std::size_t kVocabularies[] = {5000,  8000,  10000,  21841,  30522,  32000,  50257,
                                           50304, 65024, 100000, 128000, 128256, 151936, 256000};
  const double most = k % 8 == 0 ? 20.0 : 16.0;
  const double power = 12.0 + turn(k, kGolden) * (most - 12.0);
  const auto any = static_cast<std::size_t>(std::exp2(power));
  const std::size_t two = std::size_t{1} << static_cast<unsigned>(std::lround(power));
  switch (k / 8 % 5) {
    case 0:
      return two - 1 + k % 3;
    case 1:
      return any / 1024 * 1024 + k % 17;
    case 2:
      return 3 * two / 2;
    case 3:
      return kVocabularies[k / 40 % std::size(kVocabularies)];
    default:
      return any;
  }
}

// Which entries stand above the others.
enum class Pattern : std::uint8_t {
  one,
  last_block,
  any_block,
  scattered,
  steps,
  equal,
  masked_block,
  masked,
  with_nan
};

Pattern pattern(std::uint64_t k) {
  constexpr Pattern kTurns[] = {Pattern::scattered,    Pattern::with_nan, Pattern::one,
                                Pattern::steps,        Pattern::masked,   Pattern::last_block,
                                Pattern::scattered,    Pattern::with_nan, Pattern::any_block,
                                Pattern::masked_block, Pattern::steps,    Pattern::with_nan,
                                Pattern::equal};
  return kTurns[k % std::size(kTurns)];
}

void raise(std::span<double> row, std::size_t from, std::size_t count, double to) {
  from = std::min(from, row.size());
  count = std::min(count, row.size() - from);
  std::fill_n(row.begin() + static_cast<std::ptrdiff_t>(from), count, to);
}

Matrix make(const Bench& bench, std::uint64_t k, std::size_t n) {
  // The last one overflows an exp without the maximum.
  const double gaps[] = {5.0, bench.format() == Format::f16 ? 8.0 : 20.0,
                         bench.format() == Format::f64   ? 720.0
                         : bench.format() == Format::f16 ? 12.0
                                                         : 100.0};
  const double gap = gaps[bench.variant(std::size(gaps), 0xB10C)];
  const std::size_t block = std::size_t{1} << (8 + bench.variant(5, 0xB10D));
  const auto at = static_cast<std::size_t>(bench.variant(n, 0xB10E));
  Matrix x(1, n);
  const auto row = x.row(0);
  std::fill(row.begin(), row.end(), -gap);
  switch (pattern(k)) {
    case Pattern::one:
      row[bench.variant(3, 0xB10F) == 0 ? 0 : bench.variant(2, 0xB110) == 0 ? n - 1 : at] = 0.0;
      break;
    case Pattern::last_block:
      raise(row, n - std::min(n, 1 + at % block), n, 0.0);
      break;
    case Pattern::any_block:
      raise(row, at / block * block, block, 0.0);
      break;
    case Pattern::scattered:
      for (std::size_t j = 0; j < n; ++j) {
        row[j] = random_bits(bench.number(), 0xB111, j) % 16 == 0 ? 0.0 : -3.0;
      }
      break;
    case Pattern::steps: {
      constexpr double kLevels[] = {0.0, -1.0, -2.5, -8.0};
      for (std::size_t j = 0; j < n; ++j) {
        row[j] = kLevels[random_bits(bench.number(), 0xB112, j / block) % std::size(kLevels)];
      }
      break;
    }
    case Pattern::equal:
      break;
    case Pattern::masked_block:
      raise(row, bench.variant(2, 0xB113) == 0 ? 0 : at / block * block, block, -kInfinity);
      row[n - 1] = 0.0;
      break;
    case Pattern::masked:
      std::fill(row.begin(), row.end(), -kInfinity);
      break;
    case Pattern::with_nan:
      row[at] = std::numeric_limits<double>::quiet_NaN();
      break;
  }
  return x;
}

// Moves the row, every other one by nothing and equal entries always: its largest entry to where
// the sum of the exponentials alone overflows, each of them nearly does or all vanish, or far
// beyond.
void move(const Bench& bench, std::uint64_t k, std::span<double> row) {
  const bool equal = pattern(k) == Pattern::equal;
  if (!equal && bench.variant(2, 0xB114) == 0) return;
  const double overflow = overflow_of_exp(bench.format());
  const double sum_overflows =
      overflow - kLn2 * static_cast<double>(std::bit_width(row.size()) - 1) + 0.5;
  const double far = std::min(1e4, greatest(bench.format()) / 4);
  const double levels[] = {sum_overflows, 0.9 * overflow, -overflow, far, -far, 0.0};
  const std::size_t level = bench.variant(2, 0xB115) == 0
                                ? static_cast<std::size_t>(bench.variant(2, 0xB116))
                                : static_cast<std::size_t>(bench.variant(6, 0xB117));
  double top = -kInfinity;
  for (const double value : row)
    if (std::isfinite(value)) top = std::max(top, value);
  if (top == -kInfinity) return;
  for (double& value : row) value = round_to(bench.format(), value - top + levels[level]);
}

Outcome check(Bench& bench) {
  Outcome outcome;
  if (bench.number() % kEvery != kEvery - 1) return outcome;
  const std::uint64_t k = bench.number() / kEvery;
  const std::size_t n = std::max(kShortest, length(k));
  if (n > bench.longest()) return outcome;
  Matrix x = make(bench, k, n);
  move(bench, k, x.row(0));
  constexpr Way kWays[] = {Way::plain, Way::in_place, Way::strided, Way::plain};
  const auto [placement, way] = placement_of(bench, kWays[bench.variant(4, 0xB118)], 9, x);
  const subject::Reply reply = bench.call(x, placement);
  if (!done(reply)) return outcome;
  check_row(bench, x, reply, 0, fmt::format(" (a row of {} entries{})", x.cols, way), outcome);
  if (!outcome.violation) return outcome;
  outcome.violation->x = x;
  outcome.violation->placement = placement;
  return outcome;
}

}  // namespace

extern const Property kBlocks;
const Property kBlocks = {
    "blocks",
    "rows of 4097 to 2^20 entries at a few levels (one, a block or scattered entries above the "
    "others, blocks at steps, a masked block, only -inf, a NaN), near 0 and far from it, in place "
    "and with strides too, give what the contract says",
    "the contract, BOUNDS.md B2 to B4; its policies",
    "partial results of blocks that are joined wrongly or not rescaled, indices of 16 or 17 bits, "
    "a "
    "path for long rows, a logarithm that is wrong for large sums",
    "single lengths that were not met; rows beyond 2^20 entries but for equal ones (law long)",
    [](const Bench& bench) -> std::string {
      return bench.longest() >= kShortest ? "" : "no row is that long";
    },
    check,
    nullptr,
    {},
    judge_rows,
};

}  // namespace softmax::verify::property
