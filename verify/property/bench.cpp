#include "verify/property/bench.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "verify/core/scaled.hpp"
#include "verify/core/seed.hpp"

namespace softmax::verify::property {

RowKind classify(std::span<const double> row) {
  bool finite = false;
  bool positive = false;
  for (const double x : row) {
    if (std::isnan(x)) return RowKind::with_nan;
    finite = finite || std::isfinite(x);
    positive = positive || (std::isinf(x) && x > 0);
  }
  if (positive) return RowKind::with_pos_inf;
  return finite ? RowKind::regular : RowKind::all_masked;
}

JudgedRow::JudgedRow(oracle::Oracle& oracle, const Contract& contract, Function function,
                     Format format, std::span<const double> x)
    : oracle_(oracle),
      function_(function),
      format_(format),
      x_(x),
      exact_(oracle.row(function, format, x_)),
      bound_(contract, function, format, x_, exact_) {}

JudgedRow::JudgedRow(oracle::Oracle& oracle, const Contract& contract, Function function,
                     Format format, std::span<const double> x, oracle::RowExact exact)
    : oracle_(oracle),
      function_(function),
      format_(format),
      x_(x),
      exact_(std::move(exact)),
      bound_(contract, function, format, x_, exact_) {}

JudgedRow::Judgement JudgedRow::judge(std::size_t j, double y) {
  const oracle::Exact& g = exact_.results[j];
  Judgement judgement;
  if (std::isinf(g.hi)) {  // a masked entry of log_softmax: -inf and nothing else
    judgement.beyond = y != g.hi;
    return judgement;
  }
  judgement.bound_ulp = bound_.ulp(j);
  if (std::isinf(y) && std::signbit(y) == std::signbit(g.hi)) {
    // Overflow as IEEE 754 has it: infinity stands for 2^(emax + 1), the number after the greatest.
    const int ulp = error::spacing_exponent(format_, g);
    const double top = scaled(1.0, traits(format_).max_exponent + 1 - ulp);
    const double hi = std::fabs(scaled(g.hi, g.exponent - ulp));
    const double lo = scaled(std::signbit(g.hi) ? -g.lo : g.lo, g.exponent - ulp);
    const double error = std::max(0.0, (top - hi) - lo);
    if (std::isfinite(error) && error <= judgement.bound_ulp) {
      judgement.ulp = {error, error};
      return judgement;
    }
  }
  if (!std::isfinite(y)) {
    const double infinity = std::numeric_limits<double>::infinity();
    judgement.ulp = {infinity, infinity};
    judgement.beyond = true;
    return judgement;
  }
  judgement.ulp = error::ulp_error(format_, y, g);
  if (std::isinf(judgement.bound_ulp)) {
    // g lies below 2^-900, and the bound is not that small: g is nothing next to 2^-800.
    judgement.beyond = std::fabs(y) > bound_.absolute(j) + 0x1p-800;
    return judgement;
  }
  if (judgement.ulp.high <= judgement.bound_ulp) return judgement;
  if (y == 0.0 && bound_.zero_allowed(j)) {  // right by at most the least normal number more
    judgement.bound_ulp += scaled(least_normal(format_), -error::spacing_exponent(format_, g));
    return judgement;
  }
  if (judgement.ulp.low > judgement.bound_ulp) {
    judgement.beyond = true;
    return judgement;
  }
  // The bound lies inside the interval: ask at rising precision.
  judgement.beyond = oracle_.error_exceeds(function_, x_, j, y, judgement.bound_ulp,
                                           error::spacing_exponent(format_, g));
  return judgement;
}

double JudgedRow::absolute_bound(std::size_t j) const {
  if (std::isinf(bound_.ulp(j))) return bound_.absolute(j);
  const int exponent = error::spacing_exponent(format_, exact_.results[j]);
  // The smallest double above covers what scaling loses.
  const double bound = scaled(bound_.ulp(j), exponent);
  const double outward = bound_.ulp(j) == 0.0 || std::isinf(bound) ? bound : next_above(bound);
  // Zero is right where some value within the bound is below the least normal number: |g| is less
  // than that number and the bound together.
  return bound_.zero_allowed(j) ? (outward + least_normal(format_)) * (1 + 0x1p-50) : outward;
}

void Bench::begin(const Matrix& x, std::uint64_t number, const subject::Placement& placement) {
  placement_ = placement;
  incidents_.clear();
  refusal_.reset();
  x_ = &x;
  number_ = number;
  const int most = most_threads();
  threads_ = most > 1 ? 1 + static_cast<int>(variant(static_cast<std::uint64_t>(most), 0x7424)) : 0;
  base_.reset();
  asked_.clear();
  asked_elements_ = 0;
  prepared_.clear();
  judged_.clear();
  judged_.resize(x.rows);
  kinds_.resize(x.rows);
  for (std::size_t r = 0; r < x.rows; ++r) kinds_[r] = classify(x.row(r));
}

bool Bench::offers(Function function, bool strided) const {
  for (const subject::Offer& offer : info().offers) {
    const bool same = offer.function == function && offer.format == format_;
    if (same && (!strided || offer.strided)) return true;
  }
  return false;
}

std::uint64_t Bench::variant(std::uint64_t count, std::uint64_t salt) const {
  return random_bits(0, salt, number_) % count;
}

const subject::Reply& Bench::base() {
  if (!base_)
    base_ = call(function_, *x_, placement_);
  else
    count_refusal(*x_, *base_);
  return *base_;
}

subject::Call Bench::with_threads(subject::Call call) const {
  if (call.placement.threads == 0) call.placement.threads = threads_;
  return call;
}

void Bench::ask(const subject::Call& call) {
  constexpr std::size_t kElements = 65536;  // of a case: beyond, to hand over costs nothing
  if (asked_elements_ + call.x->values.size() > kElements) return;
  asked_elements_ += call.x->values.size();
  asked_.push_back({with_threads(call), std::nullopt});
}

void Bench::make_asked() {
  if (asked_.empty()) return;
  std::vector<subject::Call> calls = {with_threads({function_, format_, x_, placement_})};
  for (const Asked& asked : asked_) calls.push_back(asked.call);
  std::vector<subject::Reply> replies = subject_.calls_ahead(calls);
  asked_.clear();
  for (std::size_t k = 0; k < replies.size(); ++k) {
    record(calls[k], replies[k]);
    asked_.push_back({calls[k], std::move(replies[k])});
  }
}

subject::Reply Bench::call(const subject::Call& plain) {
  const subject::Call call = with_threads(plain);
  for (Asked& asked : asked_) {
    if (!asked.reply || asked.call != call) continue;
    count_refusal(*call.x, *asked.reply);
    return *std::exchange(asked.reply, std::nullopt);
  }
  subject::Reply reply = subject_.call(call);
  record(call, reply);
  count_refusal(*call.x, reply);
  return reply;
}

// Whether the ABI and the contract let a subject refuse x.
bool Bench::may_be_refused(const Matrix& x) const {
  return x.rows == 0 || x.cols == 0 || x.cols > contract_.max_cols.value_or(x.cols) ||
         !std::all_of(x.values.begin(), x.values.end(), [](double v) { return std::isfinite(v); });
}

// Counts an answer that a law is given.
void Bench::count_refusal(const Matrix& x, const subject::Reply& reply) {
  const bool refused = reply.ending == subject::Ending::refused && !reply.no_memory;
  if (refused && may_be_refused(x)) ++rightly_refused_;
}

// Counts a call, and keeps what it did besides computing.
void Bench::record(const subject::Call& call, const subject::Reply& reply) {
  ++calls_;
  using subject::Ending;
  const Matrix& x = *call.x;
  if (reply.ending == Ending::refused) {
    ++refusals_;
    // Through the strided symbol: the law strided speaks of it, and replays it.
    const bool mine = call.function == function_ && call.format == format_ &&
                      !call.placement.strided && !reply.no_memory;
    if (!refusal_ && mine && !may_be_refused(x)) {
      refusal_ = Incident{std::nullopt, reply.ending, reply.detail, x, call.placement};
    }
  }
  if (reply.ending == Ending::hung) ++hangs_;
  const bool lost = reply.ending != Ending::done && reply.ending != Ending::refused;
  constexpr std::size_t kKept = 8;
  // What happened in another format is found and replayed there.
  const bool here = call.format == format_;
  if (lost && here && incidents_.size() < kKept) {
    incidents_.push_back(
        {std::nullopt, reply.ending, reply.detail, x, call.placement, reply.at_edge});
  }
  for (const auto& [breach, detail] : reply.breaches) {
    if (here && incidents_.size() < kKept) {
      incidents_.push_back({breach, reply.ending, detail, x, call.placement});
    }
  }
  // A program that broke the protocol is started anew as well.
  if (lost && reply.ending != Ending::hung) ++losses_;
}

JudgedRow& Bench::judged(std::size_t row) {
  if (!judged_[row]) {
    judged_[row] =
        std::make_unique<JudgedRow>(oracle_, contract_, function_, format_, x_->row(row));
  }
  return *judged_[row];
}

}  // namespace softmax::verify::property
