// Rows with two finite entries or more, no NaN and no +inf.
#pragma once

#include "row_state.hpp"
#include "special_values.hpp"

namespace softmax::detail {

template <Function F, Format T>
T evaluate_entry(RowState<T>& state, T entry) {
  if constexpr (F == Function::kSoftmax)
    return state.softmax(to_double(entry));
  else
    return state.log_softmax(to_double(entry));
}

template <Function F, Format T>
void evaluate(Row<const T> x, Row<T> y, const RowScan& found) {
  RowState<T> state(x, found.max);
  if constexpr (F == Function::kLogSumExp) {
    y[0] = state.logsumexp();
  } else {
    // In place, an entry that asks for a sum of higher precision needs the row as it was: a first
    // round without a write makes every sum that the second round needs.
    if (x.data == y.data)
      for (std::size_t i = 0; i < x.n; ++i) evaluate_entry<F>(state, x[i]);
    for (std::size_t i = 0; i < x.n; ++i) y[i] = evaluate_entry<F>(state, x[i]);
  }
}

}  // namespace softmax::detail
