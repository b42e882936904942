// Peer sleef: the plain three passes (maximum, exp and sum, scale) with SLEEF's vector exp (1.0
// ULP), in the widest vectors that the compiler was told of.
#define HWY_COMPILE_ONLY_STATIC
#include <hwy/highway.h>
#include <sleef.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "verify/bench/peer/abi.hpp"

#define SOFTMAX_TEXT2(x) #x
#define SOFTMAX_TEXT(x) SOFTMAX_TEXT2(x)

namespace {

namespace hn = hwy::HWY_NAMESPACE;

#if defined(__AVX512F__)
inline __m512 sleef_exp(__m512 v) { return Sleef_expf16_u10avx512f(v); }
inline __m512d sleef_exp(__m512d v) { return Sleef_expd8_u10avx512f(v); }
#endif
#if defined(__AVX2__)
inline __m256 sleef_exp(__m256 v) { return Sleef_expf8_u10avx2(v); }
inline __m256d sleef_exp(__m256d v) { return Sleef_expd4_u10avx2(v); }
#endif
#if defined(__SSE2__)
inline __m128 sleef_exp(__m128 v) { return Sleef_expf4_u10(v); }
inline __m128d sleef_exp(__m128d v) { return Sleef_expd2_u10(v); }
#elif defined(__aarch64__)
inline float32x4_t sleef_exp(float32x4_t v) { return Sleef_expf4_u10advsimd(v); }
inline float64x2_t sleef_exp(float64x2_t v) { return Sleef_expd2_u10advsimd(v); }
#endif

template <class T>
using Tag = hn::ScalableTag<T>;
template <class T>
using Vector = hn::Vec<Tag<T>>;

// The last entries of a row, filled up with -inf: they change no maximum and no sum.
template <class T>
Vector<T> load_rest(const T* x, std::size_t count) {
  const Tag<T> d;
  const auto mask = hn::FirstN(d, count);
  return hn::IfThenElse(mask, hn::MaskedLoad(mask, d, x),
                        hn::Set(d, -std::numeric_limits<T>::infinity()));
}

template <class T>
T maximum(const T* x, std::size_t cols) {
  const Tag<T> d;
  const std::size_t lanes = hn::Lanes(d);
  Vector<T> m[4];  // four in flight: one alone would wait for its own latency
  for (Vector<T>& one : m) one = hn::Set(d, -std::numeric_limits<T>::infinity());
  std::size_t j = 0;
  for (; j + 4 * lanes <= cols; j += 4 * lanes) {
    for (std::size_t k = 0; k < 4; ++k) m[k] = hn::Max(m[k], hn::LoadU(d, x + j + k * lanes));
  }
  for (; j + lanes <= cols; j += lanes) m[0] = hn::Max(m[0], hn::LoadU(d, x + j));
  if (j < cols) m[0] = hn::Max(m[0], load_rest(x + j, cols - j));
  return hn::GetLane(hn::MaxOfLanes(d, hn::Max(hn::Max(m[0], m[1]), hn::Max(m[2], m[3]))));
}

// Sum of exp(x_j - max); with `keep` the terms go to y.
template <bool keep, class T>
T sum_of_exp(const T* x, [[maybe_unused]] T* y, std::size_t cols, T max) {
  const Tag<T> d;
  const auto shift = hn::Set(d, max);
  auto sum = hn::Zero(d);
  std::size_t j = 0;
  for (; j + hn::Lanes(d) <= cols; j += hn::Lanes(d)) {
    const Vector<T> e{sleef_exp(hn::Sub(hn::LoadU(d, x + j), shift).raw)};
    if constexpr (keep) hn::StoreU(e, d, y + j);
    sum = hn::Add(sum, e);
  }
  if (j < cols) {
    const Vector<T> e{sleef_exp(hn::Sub(load_rest(x + j, cols - j), shift).raw)};
    if constexpr (keep) hn::BlendedStore(e, hn::FirstN(d, cols - j), d, y + j);
    sum = hn::Add(sum, e);
  }
  return hn::GetLane(hn::SumOfLanes(d, sum));
}

template <class T>
bool softmax_rows(const T* x, T* y, std::size_t rows, std::size_t cols) {
  for (; rows-- > 0 && cols > 0; x += cols, y += cols) {
    const T scale = T(1) / sum_of_exp<true>(x, y, cols, maximum(x, cols));
    for (std::size_t j = 0; j < cols; ++j) y[j] *= scale;
  }
  return true;
}

template <class T>
bool log_softmax_rows(const T* x, T* y, std::size_t rows, std::size_t cols) {
  for (; rows-- > 0 && cols > 0; x += cols, y += cols) {
    const T max = maximum(x, cols);
    const T log_sum = std::log(sum_of_exp<false>(x, y, cols, max));
    for (std::size_t j = 0; j < cols; ++j) y[j] = (x[j] - max) - log_sum;
  }
  return true;
}

template <class T>
bool logsumexp_rows(const T* x, T* y, std::size_t rows, std::size_t cols) {
  if (cols == 0) return rows == 0;
  for (; rows-- > 0; x += cols, ++y) {
    const T max = maximum(x, cols);
    const T sum = sum_of_exp<false>(x, y, cols, max);
    // Only -inf: the logarithm of a sum of zeros. The maximum has not seen a NaN, so look for one.
    const bool empty = max == -std::numeric_limits<T>::infinity() &&
                       std::none_of(x, x + cols, [](T v) { return std::isnan(v); });
    *y = empty ? max : max + std::log(sum);
  }
  return true;
}

}  // namespace

SOFTMAX_PEER_FORMAT(f64, double)
SOFTMAX_PEER_FORMAT(f32, float)

SOFTMAX_PEER const char* softmax_subject_info(void) {
  return "SLEEF " SOFTMAX_TEXT(SLEEF_VERSION_MAJOR) "." SOFTMAX_TEXT(
      SLEEF_VERSION_MINOR) "." SOFTMAX_TEXT(SLEEF_VERSION_PATCHLEVEL);
}
