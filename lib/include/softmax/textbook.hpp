// The textbook forms, to the letter, kept to show what goes wrong with them.
//
// Formats:     double and float; every operation in that format, in the caller's environment.
// Error bound: none. (3.10) overflows to inf and inf / inf = NaN for x above 709.8 (f64) or 88.7
//              (f32), and underflows to 0 / 0 = NaN for rows far below 0; (3.11) does so too, for
//              any C that leaves x + C out of range, and is sound for C = −max x.
// Errors:      std::invalid_argument where y is not as long as x.
// Reference:   (3.10) and (3.11), 『ゼロから作るDeep Learning』 3.5.
#pragma once

#include <span>

namespace softmax::textbook {

/// y_k = exp(x_k) / Σ_i exp(x_i), summed from left to right.
void softmax_3_10(std::span<const double> x, std::span<double> y);
void softmax_3_10(std::span<const float> x, std::span<float> y);

/// y_k = exp(x_k + C) / Σ_i exp(x_i + C), summed from left to right; C is C' of the source.
void softmax_3_11(std::span<const double> x, std::span<double> y, double C);
void softmax_3_11(std::span<const float> x, std::span<float> y, float C);

}  // namespace softmax::textbook
