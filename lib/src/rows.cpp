#include "softmax/rows.hpp"

#include "evaluate.hpp"
#include "first_phase.hpp"
#include "fp_environment.hpp"
#include "pair_phase.hpp"
#include "softmax/softmax.hpp"
#include "special_values.hpp"

#include <atomic>
#include <bit>
#include <memory>
#include <mutex>
#include <new>
#include <stdexcept>

namespace softmax {
namespace detail {
namespace {

/// Room for the exponentials, pairs of double, of rows that are too long for the
/// stack and short enough for a cache; for two bytes an entry of longer ones but of double. Null
/// for others, and where there is no memory: then they are computed twice.
template <Format T>
class Scratch {
  static constexpr bool kPairs = std::same_as<T, double>;
  static constexpr std::size_t kMost = kPairs ? kMostPairsKept : kMostKept;

 public:
  explicit Scratch(std::size_t n)
      : kept_(n > kRowBlock && n <= kMost ? new (std::nothrow) double[(n + kPad) * (kPairs ? 2 : 1)]
                                          : nullptr),
        halves_(!kPairs && n > kMost ? new (std::nothrow) std::uint32_t[n / 2] : nullptr) {}
  RowRoom room(const double* table) const { return {table, kept_.get(), halves_.get()}; }

 private:
  std::unique_ptr<double[]> kept_;
  std::unique_ptr<std::uint32_t[]> halves_;
};

/// The table of exp of a 16-bit format, made by the first call of kExpTable entries and kept; null
/// before, for small calls, for other formats, and where there is no memory.
template <Format T>
const double* exp_table(std::size_t entries) {
  if constexpr (sizeof(T) == 2) {
    static std::atomic<const double*> table = nullptr;
    static std::once_flag made;
    if (entries >= kExpTable) {
      std::call_once(made, [] {
        double* const filled = new (std::nothrow) double[kExpTable];
        if (filled != nullptr) fill_exp_table_kernel<T>(filled);
        table.store(filled, std::memory_order_release);
      });
    }
    if (entries >= kExpTable / 16) return table.load(std::memory_order_acquire);
  }
  return nullptr;
}

template <Function F, Format T>
void evaluate_one(Row<const T> from, Row<T> to) {
  const RowScan found = scan(from);
  if (!write_special<F>(from, to, found)) evaluate<F>(from, to, found);
}

template <Function F, Format T>
void evaluate_rows(const T* x, T* y, const RowLayout& layout) {
  in_default_environment([&] {
    const std::size_t group =
        std::same_as<T, double> ? pair_rows_at_once(layout.cols) : rows_at_once(layout.cols);
    const Scratch<T> scratch(F == Function::kSoftmax ? layout.cols : 0);
    const double* const table = exp_table<T>(layout.rows * layout.cols);
    for (std::size_t first = 0; first < layout.rows; first += group) {
      const auto at = static_cast<std::ptrdiff_t>(first);
      RowLayout some = layout;
      some.rows = std::min(group, layout.rows - first);
      std::uint64_t done = 0;
      if (layout.cols > 1)
        done =
            first_phase<F>(x + at * layout.x_row, y + at * layout.y_row, some, scratch.room(table));
      const std::uint64_t all = ~std::uint64_t{0} >> (64 - some.rows);
      for (std::uint64_t left = all & ~done; left != 0; left &= left - 1) {
        const auto i = static_cast<std::size_t>(std::countr_zero(left));
        const auto row = static_cast<std::ptrdiff_t>(first + i);
        const std::size_t outputs = F == Function::kLogSumExp ? 1 : layout.cols;
        evaluate_one<F>(Row<const T>{x + row * layout.x_row, layout.cols, layout.x_col},
                        Row<T>{y + row * layout.y_row, outputs, layout.y_col});
      }
    }
  });
}

template <Function F, Format T>
void evaluate_row(std::span<const T> x, std::span<T> y) {
  if (x.size() != y.size())
    throw std::invalid_argument("softmax: y must have as many entries as x");
  evaluate_rows<F>(x.data(), y.data(), contiguous_rows(1, x.size()));
}

template <Format T>
T evaluate_sum(std::span<const T> x) {
  T y{};
  evaluate_rows<Function::kLogSumExp>(x.data(), &y, contiguous_rows(1, x.size()));
  return y;
}

}  // namespace
}  // namespace detail

using detail::Function;

template <Format T>
void softmax_rows(const T* x, T* y, const RowLayout& layout) {
  detail::evaluate_rows<Function::kSoftmax>(x, y, layout);
}
template <Format T>
void log_softmax_rows(const T* x, T* y, const RowLayout& layout) {
  detail::evaluate_rows<Function::kLogSoftmax>(x, y, layout);
}
template <Format T>
void logsumexp_rows(const T* x, T* y, const RowLayout& layout) {
  detail::evaluate_rows<Function::kLogSumExp>(x, y, layout);
}

#define SOFTMAX_FOR_FORMAT(T)                                        \
  template void softmax_rows<T>(const T*, T*, const RowLayout&);     \
  template void log_softmax_rows<T>(const T*, T*, const RowLayout&); \
  template void logsumexp_rows<T>(const T*, T*, const RowLayout&);   \
  void softmax(std::span<const T> x, std::span<T> y) {               \
    detail::evaluate_row<Function::kSoftmax>(x, y);                  \
  }                                                                  \
  void log_softmax(std::span<const T> x, std::span<T> y) {           \
    detail::evaluate_row<Function::kLogSoftmax>(x, y);               \
  }                                                                  \
  T logsumexp(std::span<const T> x) { return detail::evaluate_sum(x); }

SOFTMAX_FOR_FORMAT(double)
SOFTMAX_FOR_FORMAT(float)
SOFTMAX_FOR_FORMAT(float16)
SOFTMAX_FOR_FORMAT(bfloat16)
#undef SOFTMAX_FOR_FORMAT

}  // namespace softmax
