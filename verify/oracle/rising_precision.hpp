// A question asked of the authority at rising precision until it is decided.
#pragma once

#include <algorithm>
#include <mutex>
#include <optional>
#include <span>
#include <stdexcept>
#include <vector>

#include "verify/oracle/authority.hpp"

namespace softmax::verify::oracle {

using RunTimeReal = Real<0>;
inline constexpr unsigned kFirstDigits = 50;
inline constexpr unsigned kLastStaticDigits = 6000;
static_assert(std::numeric_limits<Real<kFirstDigits>>::digits >= 160,
              "an oracle for 53 bits needs guard digits");

// Precision of RunTimeReal while it lives. Boost keeps that precision in one place for all threads:
// the lock makes it ours. Nothing but the last resort uses it, and that is all but never reached.
class RunTimePrecision {
 public:
  explicit RunTimePrecision(unsigned digits)
      : lock_(mutex()), before_(RunTimeReal::default_precision()) {
    RunTimeReal::default_precision(digits);
  }
  ~RunTimePrecision() { RunTimeReal::default_precision(before_); }
  RunTimePrecision(const RunTimePrecision&) = delete;
  RunTimePrecision& operator=(const RunTimePrecision&) = delete;

 private:
  static std::mutex& mutex() {
    static std::mutex one;
    return one;
  }
  std::lock_guard<std::mutex> lock_;
  unsigned before_;
};

// The row of the last question at this precision. Whoever asks about one entry of a row asks about
// the others next, and n questions that each make the row anew would cost n^2 exponentials.
template <typename Number>
const AuthorityRow<Number>& remembered_row(Function function, std::span<const double> x) {
  struct Memory {
    Function function;
    std::vector<double> x;
    AuthorityRow<Number> row;
  };
  thread_local std::optional<Memory> last;
  if (!last || last->function != function || !std::ranges::equal(last->x, x)) {
    last.reset();  // before the next is made: long rows of many digits are large
    last.emplace(Memory{function, {x.begin(), x.end()}, AuthorityRow<Number>(function, x)});
  }
  return last->row;
}

// Calls ask(AuthorityRow) at 50, 120, 400, 1200, 6000 digits, then twice as many each time, until
// it returns true. That it ends is for the caller to know (theory.md: no result but the rational
// ones is a number that a question can be about). Rows of f64 numbers are decided by 3300 bits but
// for those made so that many derivatives cancel.
template <typename Ask>
void with_rising_precision(Function function, std::span<const double> x, Ask&& ask) {
  if (ask(remembered_row<Real<kFirstDigits>>(function, x))) return;
  if (ask(remembered_row<Real<120>>(function, x))) return;
  if (ask(remembered_row<Real<400>>(function, x))) return;
  if (ask(remembered_row<Real<1200>>(function, x))) return;
  if (ask(remembered_row<Real<kLastStaticDigits>>(function, x))) return;
  // The derivation of AuthorityRow wants fewer than kTiny bits.
  constexpr unsigned kMostDigits = 10000000;
  for (unsigned digits = 2 * kLastStaticDigits; digits <= kMostDigits; digits *= 2) {
    const RunTimePrecision precision(digits);
    const AuthorityRow<RunTimeReal> row(function, x);
    if (row.bits() < 3 * static_cast<long>(digits)) {
      throw std::logic_error("the oracle did not get the precision that it asked for");
    }
    if (ask(row)) return;
  }
  throw std::runtime_error("the oracle could not decide a question with 10 million digits");
}

}  // namespace softmax::verify::oracle
