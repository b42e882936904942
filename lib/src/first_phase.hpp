// The first phase for float, float16 and bfloat16: vector kernels in double, and a test of each
// rounding; what it leaves open goes to RowState.
#pragma once

#include <optional>

#include "error_bounds.hpp"
#include "kernels.hpp"
#include "row_state.hpp"

namespace softmax::detail {

/// What the kernels call for the outputs that they leave open. Few rows ask, so the state is made
/// when the first does.
template <Function F, Format T>
class Settler {
 public:
  explicit Settler(Row<const T> x) : x_(x) {}

  RowCalls<T> calls() {
    return {this,
            [](void* self, double max, double entry) {
              RowState<T>& state = static_cast<Settler*>(self)->state(max);
              return F == Function::kSoftmax ? state.softmax(entry) : state.log_softmax(entry);
            },
            [](void* self, double max, double log) {
              return static_cast<Settler*>(self)->logsumexp(max, log);
            },
            [](void* self, double max) { return static_cast<Settler*>(self)->state(max).total(); }};
  }

 private:
  RowState<T>& state(double max) {
    if (!state_) state_.emplace(x_, max);
    return *state_;
  }

  /// max + ln S, `log` within bound::log_sum (Theorems 9 and 10).
  T logsumexp(double max, double log) {
    const double value = max + log;
    const double error =
        log * bound::log_sum(x_.n) * bound::kUnit + std::fabs(value) * (2 * bound::kUnit);
    const T low = round_to_format<T>(value - error);
    const T high = round_to_format<T>(value + error);
    const bool known = to_double(low) == to_double(high) && value != 0;
    return known ? low : state(max).logsumexp();
  }

  Row<const T> x_;
  std::optional<RowState<T>> state_;
};

/// Writes y and returns true, or returns false where the row is not for this phase: NaN, +inf,
/// fewer than two finite entries, or for the logarithmic functions S − 1 < 2^-900.
template <Function F, Format T>
requires(!std::same_as<T, double>) bool first_phase(Row<const T> x, Row<T> y) {
  Settler<F, T> settler(x);
  return row_kernel<F, T>(x, y, settler.calls());
}

}  // namespace softmax::detail
