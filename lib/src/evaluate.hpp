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

/// Every entry in turn; `write` takes the place and the result. Runs of equal entries are computed
/// once.
template <Function F, Format T, class Write>
void evaluate_entries(Row<const T> x, RowState<T>& state, Write write) {
  T last = x[0];
  T result = evaluate_entry<F>(state, last);
  for (std::size_t i = 0; i < x.n; ++i) {
    const T entry = x[i];
    if (!(to_double(entry) == to_double(last))) {
      last = entry;
      result = evaluate_entry<F>(state, entry);
    }
    write(i, result);
  }
}

template <Function F, Format T>
void evaluate(Row<const T> x, Row<T> y, const RowScan& found) {
  RowState<T> state(x, found.max);
  if constexpr (F == Function::kLogSumExp) {
    y[0] = state.logsumexp();
  } else {
    // In place, an entry that asks for a sum of higher precision needs the row as it was: a first
    // round without a write makes every sum that the second round needs.
    if (x.data == y.data) evaluate_entries<F>(x, state, [](std::size_t, T) {});
    evaluate_entries<F>(x, state, [&](std::size_t i, T result) { y[i] = result; });
  }
}

}  // namespace softmax::detail
