// Subjects made of a few lines, and one law asked about one case.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

#include "tests/verify/property/matrix_subject.hpp"
#include "verify/property/bench.hpp"

namespace softmax::verify::property::fixture {

inline constexpr double kInf = std::numeric_limits<double>::infinity();
inline const double kNan = std::numeric_limits<double>::quiet_NaN();

using RowFunction = std::function<void(Function, std::span<const double>, std::span<double>)>;

// A careful implementation with f64 internals, rounded once into f32: conforming under the default
// contract, with positive_infinity = nan and all_masked = nan.
inline void careful(Function function, std::span<const double> x, std::span<double> y) {
  double a = -kInf;
  for (const double v : x) a = std::isnan(v) || v > a ? v : a;
  for (const double v : x) a = std::isnan(v) ? v : a;
  double rest = 0.0;
  bool skipped = false;
  for (const double v : x) {
    if (v == a && !skipped) {
      skipped = true;
    } else {
      rest += std::exp(v - a);
    }
  }
  const bool empty = a == -kInf;
  const double log_sum = std::log1p(rest);
  const auto f32 = [](double v) { return round_to(Format::f32, v); };
  if (function == Function::logsumexp) {
    y[0] = empty || a == kInf ? a : f32(a + log_sum);
    return;
  }
  for (std::size_t j = 0; j < x.size(); ++j) {
    const double v =
        function == Function::softmax ? std::exp(x[j] - a) / (1.0 + rest) : (x[j] - a) - log_sum;
    y[j] = f32(empty || a == kInf ? kNan : v);
  }
}

inline subject::MatrixSubject make_subject(RowFunction row) {
  std::vector<subject::Offer> offers;
  for (const Function f : kFunctions) offers.push_back({f, Format::f32, false});
  return {"fixture", offers, [row = std::move(row)](const subject::Call& call, Matrix& y) {
            for (std::size_t r = 0; r < call.x->rows; ++r) {
              if (call.x->cols > 0) row(call.function, call.x->row(r), y.row(r));
            }
            return true;
          }};
}

// Asks `law` of `subject` about x under several case numbers (variants); the first violation.
inline Outcome ask(subject::Subject& subject, std::string_view law, Function function,
                   const Matrix& x, const Contract& contract = {}) {
  oracle::Oracle oracle;
  Bench bench(subject, oracle, contract, function, Format::f32);
  const Property& property = *property_named(law);
  Outcome all;
  if (!property.skipped(bench).empty()) return all;
  for (std::uint64_t number = 0; number < 48; ++number) {
    bench.begin(x, number);
    Outcome one = property.check(bench);
    all.compared += one.compared;
    if (one.violation && !all.violation) all.violation = std::move(one.violation);
  }
  return all;
}

}  // namespace softmax::verify::property::fixture
