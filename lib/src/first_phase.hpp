// The first phase for float, float16 and bfloat16: vector kernels in double, and a test of each
// rounding; what it leaves open goes to RowState.
#pragma once

#include <optional>

#include "error_bounds.hpp"
#include "kernels.hpp"
#include "row_state.hpp"

namespace softmax::detail {

/// What the kernels call for the outputs that they leave open. Few rows ask, so the state is made
/// when the first does; rows come one after the other.
template <Function F, Format T>
class Settler {
 public:
  Settler(const T* x, const RowLayout& layout, RowRoom room)
      : x_(x), layout_(layout), room_(room) {}

  RowCalls<T> calls() {
    return {this,
            [](void* self, std::size_t row, double max, double entry) {
              RowState<T>& state = static_cast<Settler*>(self)->state(row, max);
              return F == Function::kSoftmax ? state.softmax(entry) : state.log_softmax(entry);
            },
            [](void* self, std::size_t row, double max) {
              return static_cast<Settler*>(self)->state(row, max).logsumexp();
            },
            [](void* self, std::size_t row, double max) {
              return static_cast<Settler*>(self)->state(row, max).total();
            },
            [](void* self, std::size_t row, DoubleDouble total, double error) {
              static_cast<Settler*>(self)->known_ = {row, total, error};
            },
            room_};
  }

 private:
  struct Known {
    std::size_t row;
    DoubleDouble total;
    double error;
  };

  RowState<T>& state(std::size_t row, double max) {
    if (!state_ || row != row_) {
      row_ = row;
      const T* const first = x_ + static_cast<std::ptrdiff_t>(row) * layout_.x_row;
      state_.emplace(Row<const T>{first, layout_.cols, layout_.x_col}, max);
      if (known_ && known_->row == row) state_->know_total(known_->total, known_->error);
    }
    return *state_;
  }

  const T* x_;
  const RowLayout& layout_;
  RowRoom room_;
  std::optional<Known> known_;
  std::optional<RowState<T>> state_;
  std::size_t row_ = 0;
};

/// Writes the rows of y that are told by the bits of the answer (rows_kernel).
template <Function F, Format T>
requires(!std::same_as<T, double>) std::uint64_t
    first_phase(const T* x, T* y, const RowLayout& layout, RowRoom room) {
  if (layout.cols > bound::kMost) return 0;
  Settler<F, T> settler(x, layout, room);
  return rows_kernel<F, T>(x, y, layout, settler.calls());
}

}  // namespace softmax::detail
