#include "targets.hpp"

#include "kernels.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "error_bounds.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "direct_pair_rows-inl.hpp"
#include "pair_kernels-inl.hpp"
#include "row_kernels-inl.hpp"
#include "wide_kernels-inl.hpp"

#if HWY_ONCE
namespace softmax::detail {

#define SOFTMAX_FOR_FUNCTION(F, T, N)                                                     \
  HWY_EXPORT(F##N);                                                                       \
  template <>                                                                             \
  std::uint64_t rows_kernel<Function::k##F, T>(const T* x, T* y, const RowLayout& layout, \
                                               const RowCalls<T>& calls) {                \
    return HWY_DYNAMIC_DISPATCH(F##N)(x, y, layout, calls);                               \
  }
#define SOFTMAX_FOR_FORMAT(T, N)         \
  SOFTMAX_FOR_FUNCTION(Softmax, T, N)    \
  SOFTMAX_FOR_FUNCTION(LogSoftmax, T, N) \
  SOFTMAX_FOR_FUNCTION(LogSumExp, T, N)
SOFTMAX_FOR_FORMAT(double, F64)
SOFTMAX_FOR_FORMAT(float, F32)
SOFTMAX_FOR_FORMAT(float16, F16)
SOFTMAX_FOR_FORMAT(bfloat16, BF16)
#undef SOFTMAX_FOR_FORMAT
#undef SOFTMAX_FOR_FUNCTION

HWY_EXPORT(MaxF64);
HWY_EXPORT(ExpPairOne);
HWY_EXPORT(PairSoftmax);
HWY_EXPORT(PairLogSoftmax);
double max_kernel(const double* x, std::size_t count, double largest) {
  return HWY_DYNAMIC_DISPATCH(MaxF64)(x, count, largest);
}
DoubleDouble exp_pair_kernel(double gap) { return HWY_DYNAMIC_DISPATCH(ExpPairOne)(gap); }
std::size_t pair_softmax_kernel(const double* x, double* y, std::size_t count, double max,
                                DoubleDouble inverse, double error, const double* kept,
                                std::uint16_t* open) {
  return HWY_DYNAMIC_DISPATCH(PairSoftmax)(x, y, count, max, inverse, error, kept, open);
}
std::size_t pair_log_softmax_kernel(const double* x, double* y, std::size_t count, double max,
                                    DoubleDouble log, double error, std::uint16_t* open) {
  return HWY_DYNAMIC_DISPATCH(PairLogSoftmax)(x, y, count, max, log, error, open);
}

HWY_EXPORT(DirectWideSum);
HWY_EXPORT(DirectSoftmax);
HWY_EXPORT(DirectLogSoftmax);
double direct_wide_sum_kernel(const double* x, std::size_t count, double largest, LaneSums& sums,
                              KeptPairs kept) {
  return HWY_DYNAMIC_DISPATCH(DirectWideSum)(x, count, largest, sums, kept);
}
std::size_t direct_softmax_kernel(const double* x, double* y, std::size_t count,
                                  DoubleDouble inverse, KeptPairs kept, std::uint16_t* open) {
  return HWY_DYNAMIC_DISPATCH(DirectSoftmax)(x, y, count, inverse, kept, open);
}
std::size_t direct_log_softmax_kernel(const double* x, double* y, std::size_t count,
                                      DoubleDouble log, std::uint16_t* open) {
  return HWY_DYNAMIC_DISPATCH(DirectLogSoftmax)(x, y, count, log, open);
}

#define SOFTMAX_FOR_FORMAT(T, N)                                                       \
  HWY_EXPORT(PairSum##N);                                                              \
  template <>                                                                          \
  void pair_sum_kernel<T>(const T* x, std::size_t count, double max, LaneSums& sums,   \
                          double* kept) {                                              \
    HWY_DYNAMIC_DISPATCH(PairSum##N)(x, count, max, sums, kept);                       \
  }                                                                                    \
  HWY_EXPORT(WideSum##N);                                                              \
  template <>                                                                          \
  void wide_sum_kernel<T>(const T* x, std::size_t count, double max, WideSums& sums) { \
    HWY_DYNAMIC_DISPATCH(WideSum##N)(x, count, max, sums);                             \
  }
SOFTMAX_FOR_FORMAT(double, F64)
SOFTMAX_FOR_FORMAT(float, F32)
SOFTMAX_FOR_FORMAT(float16, F16)
SOFTMAX_FOR_FORMAT(bfloat16, BF16)
#undef SOFTMAX_FOR_FORMAT

#define SOFTMAX_FOR_FORMAT(T, N)                                             \
  HWY_EXPORT(CoarseSum##N);                                                  \
  template <>                                                                \
  void coarse_sum_kernel<T>(const T* x, std::size_t count, LaneSums& sums) { \
    HWY_DYNAMIC_DISPATCH(CoarseSum##N)(x, count, sums);                      \
  }
SOFTMAX_FOR_FORMAT(float, F32)
SOFTMAX_FOR_FORMAT(float16, F16)
SOFTMAX_FOR_FORMAT(bfloat16, BF16)
#undef SOFTMAX_FOR_FORMAT

HWY_EXPORT(FillExpTableF16);
template <>
void fill_exp_table_kernel<float16>(double* table) {
  HWY_DYNAMIC_DISPATCH(FillExpTableF16)(table);
}
HWY_EXPORT(FillExpTableBF16);
template <>
void fill_exp_table_kernel<bfloat16>(double* table) {
  HWY_DYNAMIC_DISPATCH(FillExpTableBF16)(table);
}

}  // namespace softmax::detail
#endif
