#include "kernels.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "kernels-inl.hpp"
#include "pair_kernels-inl.hpp"
#include "wide_kernels-inl.hpp"

#if HWY_ONCE
namespace softmax::detail {

#define SOFTMAX_FOR_FORMAT(T, N)                                                                 \
  HWY_EXPORT(Max##N);                                                                            \
  HWY_EXPORT(Sum##N);                                                                            \
  HWY_EXPORT(Softmax##N);                                                                        \
  HWY_EXPORT(LogSoftmax##N);                                                                     \
  template <>                                                                                    \
  double max_kernel<T>(const T* x, std::size_t count, double largest) {                          \
    return HWY_DYNAMIC_DISPATCH(Max##N)(x, count, largest);                                      \
  }                                                                                              \
  template <>                                                                                    \
  void sum_kernel<T>(const T* x, std::size_t count, double max, LaneSums& sums) {                \
    HWY_DYNAMIC_DISPATCH(Sum##N)(x, count, max, sums);                                           \
  }                                                                                              \
  template <>                                                                                    \
  std::size_t softmax_kernel<T>(const T* x, T* y, std::size_t count, double max, double inverse, \
                                double error, Undecided& open) {                                 \
    return HWY_DYNAMIC_DISPATCH(Softmax##N)(x, y, count, max, inverse, error, open);             \
  }                                                                                              \
  template <>                                                                                    \
  std::size_t log_softmax_kernel<T>(const T* x, T* y, std::size_t count, double max, double log, \
                                    double error, Undecided& open) {                             \
    return HWY_DYNAMIC_DISPATCH(LogSoftmax##N)(x, y, count, max, log, error, open);              \
  }
SOFTMAX_FOR_FORMAT(float, F32)
SOFTMAX_FOR_FORMAT(float16, F16)
SOFTMAX_FOR_FORMAT(bfloat16, BF16)
#undef SOFTMAX_FOR_FORMAT

HWY_EXPORT(MaxF64);
HWY_EXPORT(PairSoftmax);
HWY_EXPORT(PairLogSoftmax);
template <>
double max_kernel<double>(const double* x, std::size_t count, double largest) {
  return HWY_DYNAMIC_DISPATCH(MaxF64)(x, count, largest);
}
std::size_t pair_softmax_kernel(const double* x, double* y, std::size_t count, double max,
                                DoubleDouble inverse, double error, const double* kept,
                                std::uint16_t* open) {
  return HWY_DYNAMIC_DISPATCH(PairSoftmax)(x, y, count, max, inverse, error, kept, open);
}
std::size_t pair_log_softmax_kernel(const double* x, double* y, std::size_t count, double max,
                                    DoubleDouble log, double error, std::uint16_t* open) {
  return HWY_DYNAMIC_DISPATCH(PairLogSoftmax)(x, y, count, max, log, error, open);
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

}  // namespace softmax::detail
#endif
