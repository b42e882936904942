#include "verify/property/policies.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool all_nan(std::span<const double> y) {
  return std::all_of(y.begin(), y.end(), [](double v) { return std::isnan(v); });
}

// Empty when y obeys the policy for rows with +inf, else what it should have been.
std::string wrong_infinity(const Bench& bench, std::span<const double> x,
                           std::span<const double> y) {
  const InfinityPolicy policy = bench.contract().positive_infinity;
  if (bench.function() == Function::logsumexp) {
    if (y[0] == kInfinity) return {};
    if (policy != InfinityPolicy::limit && std::isnan(y[0])) return {};
    return policy == InfinityPolicy::limit ? "+inf" : "+inf or NaN";
  }
  const bool logarithm = bench.function() == Function::log_softmax;
  if (policy == InfinityPolicy::any) {
    for (const double v : y) {
      if (!std::isnan(v) && !(logarithm ? v <= 0.0 : v >= 0.0 && v <= 1.0)) {
        return logarithm ? "NaN or at most 0" : "NaN or something in [0, 1]";
      }
    }
    return {};
  }
  const auto count = std::count(x.begin(), x.end(), kInfinity);
  if (policy == InfinityPolicy::nan || count > 1) {
    return all_nan(y) ? "" : "NaN everywhere, since the row holds +inf";
  }
  for (std::size_t j = 0; j < y.size(); ++j) {
    const bool hot = x[j] == kInfinity;
    const double want = logarithm ? (hot ? 0.0 : -kInfinity) : (hot ? 1.0 : 0.0);
    if (y[j] != want) return "the one-hot row of its only +inf (positive_infinity = limit)";
  }
  return {};
}

// What a row of only -inf was answered with.
std::optional<MaskedPolicy> answer_of(Bench& bench, std::span<const double> y) {
  const bool logarithm = bench.function() == Function::log_softmax;
  if (all_nan(y)) return MaskedPolicy::nan;
  const auto each = [&](auto&& holds) { return std::all_of(y.begin(), y.end(), holds); };
  const double zero = logarithm ? -kInfinity : 0.0;
  if (each([&](double v) { return v == zero; })) return MaskedPolicy::zeros;
  // The uniform row is the answer to equal entries, as exact as the contract has it.
  const std::vector<double> equal(y.size(), 0.0);
  JudgedRow judged =
      y.size() > 1 ? bench.judge_constant(equal) : bench.judge(bench.function(), equal);
  for (std::size_t j = 0; j < y.size(); ++j) {
    if (j > 0 && same_bits(y[j], y[j - 1])) continue;
    if (judged.judge(0, y[j]).beyond) return std::nullopt;
  }
  return MaskedPolicy::uniform;
}

std::string wrong_masked(Bench& bench, std::span<const double> y, std::size_t row) {
  if (bench.function() == Function::logsumexp) {
    return y[0] == -kInfinity ? "" : "-inf, since every entry is -inf";
  }
  const MaskedPolicy policy = bench.contract().all_masked;
  const auto answer = answer_of(bench, y);
  if (policy != MaskedPolicy::any) {
    if (answer == policy) return {};
    const std::string_view wanted = policy == MaskedPolicy::nan     ? "nan"
                                    : policy == MaskedPolicy::zeros ? "zeros"
                                                                    : "uniform";
    return fmt::format("what the contract says of a row of only -inf: all_masked = {}", wanted);
  }
  if (!answer) return "NaN, zeros or the uniform row, since every entry is -inf";
  // policy any: the same answer at every length.
  const Matrix& other = second_masked_row(bench, row);
  if (other.cols > bench.contract().max_cols.value_or(other.cols)) return {};
  const subject::Reply reply = bench.call(other);
  if (!done(reply)) return {};
  const auto second = answer_of(bench, reply.y.row(0));
  if (second == answer) return {};
  return fmt::format("the same as a row of {} masked entries, which is answered otherwise",
                     other.cols);
}

// Masked rows of the lengths that are taken by turns.
std::vector<Matrix> masked_rows() {
  constexpr std::array<std::size_t, 20> kLengths = {1,  2,  3,  4,  5,  7,   8,   9,   15,   16,
                                                    17, 31, 32, 33, 64, 127, 128, 129, 1000, 5000};
  std::vector<Matrix> rows;
  for (const std::size_t n : kLengths) {
    rows.emplace_back(1, n, std::vector<double>(n, -kInfinity));
  }
  return rows;
}

}  // namespace

const Matrix& second_masked_row(const Bench& bench, std::size_t row) {
  static const std::vector<Matrix> kRows = masked_rows();
  return kRows[bench.variant(kRows.size(), 0xA11 + row)];
}

void check_policies(Bench& bench, const Matrix& x, const subject::Reply& reply,
                    std::string_view how, Outcome& outcome) {
  for (std::size_t r = 0; r < reply.y.rows && !outcome.violation; ++r) {
    if (x.cols == 0) continue;
    const RowKind kind = classify(x.row(r));
    if (kind == RowKind::regular) continue;
    const auto y = results(reply, r);
    std::string want;
    if (kind == RowKind::with_nan) {
      if (bench.contract().nan == NanPolicy::any) continue;
      if (!all_nan(y)) want = "NaN everywhere, since the row holds a NaN (nan = propagate)";
    } else if (kind == RowKind::with_pos_inf) {
      want = wrong_infinity(bench, x.row(r), y);
    } else {
      want = wrong_masked(bench, y, r);
    }
    outcome.compared += y.size();
    if (want.empty()) continue;
    const auto bad = static_cast<std::size_t>(
        std::find_if(y.begin(), y.end(), [](double v) { return !std::isnan(v); }) - y.begin());
    const std::size_t shown_index = bad < y.size() ? bad : 0;
    outcome.violation = violation(fmt::format("row {} gives {} as result {} and must give {}{}", r,
                                              shown(y[shown_index]), shown_index, want, how),
                                  r, shown_index, y[shown_index], want);
  }
}

}  // namespace softmax::verify::property
