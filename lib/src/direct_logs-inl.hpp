// logsumexp of rows that fit the buffers together, without their maximum (Theorem 17). Compiled
// once for each target of Highway.
#if defined(SOFTMAX_DIRECT_LOGS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_DIRECT_LOGS_INL
#undef SOFTMAX_DIRECT_LOGS_INL
#else
#define SOFTMAX_DIRECT_LOGS_INL
#endif

#include "direct_sums-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// ln Σ exp(x) of the rows. Where all are kRoundLogs at least in magnitude, several are rounded at
/// once, with the relative error of the least. Rows that stay open are for Theorem 9, which knows a
/// small logarithm relatively. error_of(log): that of a row's, in u.
template <class T, class Rows, class ErrorOf>
HWY_INLINE void RoundLogs(T* y, const RowLayout& layout, Rows& rows, ErrorOf error_of) {
  const D d;
  using Bits = typename FormatTraits<T>::Bits;
  const auto row_of = [&](std::size_t r) -> T& {
    return y[static_cast<std::ptrdiff_t>(r) * layout.y_row];
  };
  const auto alone = [&](std::size_t r) HWY_ATTR {
    const double log = rows.factor[r];
    if (!RoundWithin(log, error_of(log), row_of(r))) rows.usable &= ~(std::uint64_t{1} << r);
  };
  V least_of = hn::Set(d, std::numeric_limits<double>::infinity());
  for (std::size_t r = 0; r < layout.rows; r += hn::Lanes(d)) {
    const auto is_row = hn::FirstN(d, std::min(layout.rows - r, hn::Lanes(d)));
    const V log = hn::Abs(hn::LoadU(d, rows.factor + r));
    least_of = hn::IfThenElse(is_row, hn::Min(least_of, log), least_of);
  }
  const double least = hn::GetLane(hn::MinOfLanes(d, least_of));
  if (!(least >= kRoundLogs)) {
    for (std::size_t r = 0; r < layout.rows; ++r)
      if (((rows.usable >> r) & 1) != 0) alone(r);
    return;
  }
  const Slack slack(std::ceil(error_of(least) / least));
  for (std::size_t first = 0; first < layout.rows; first += hn::Lanes(d)) {
    T some[kMaxLanes];
    std::uint8_t open[8] = {};
    std::uint8_t negative[8] = {};
    const V log = hn::LoadU(d, rows.factor + first);
    hn::StoreMaskBits(d, Round<false>(d, hn::Abs(log), slack, some), open);
    hn::StoreMaskBits(d, hn::Lt(log, hn::Zero(d)), negative);
    const std::size_t end = std::min(layout.rows, first + hn::Lanes(d));
    if (open[0] == 0 && negative[0] == 0 && layout.y_row == 1 && end == first + hn::Lanes(d)) {
      std::memcpy(y + first, some, hn::Lanes(d) * sizeof(T));
      continue;
    }
    for (std::size_t r = first; r < end; ++r) {
      const auto sign =
          static_cast<Bits>(((negative[0] >> (r - first)) & 1U) << (8 * sizeof(T) - 1));
      if (HWY_UNLIKELY(((open[0] >> (r - first)) & 1) != 0))
        alone(r);
      else
        row_of(r) = from_bits<T>(static_cast<Bits>(std::bit_cast<Bits>(some[r - first]) | sign));
    }
  }
}

template <class T>
HWY_INLINE void RoundDirectLogs(T* y, const RowLayout& layout, DirectRows<T>& rows) {
  constexpr Exp kExp = kExpOfRows<T>;
  RoundLogs(y, layout, rows, [&](double log) {
    return bound::direct_logsumexp(bound::kExpOf<kExp>, layout.cols, rows.most, log,
                                   kFusedExp<kExp>);
  });
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
