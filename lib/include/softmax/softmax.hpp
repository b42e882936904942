// softmax, log_softmax and logsumexp of one row.
//
// Formats:        double, float, float16, bfloat16; input and output have the same format.
// Domain:         every row, n = 0, 1, 2, … entries, every bit pattern.
// Error bound:    0.5 ULP: each output is the value of the format nearest to the exact value of
//                 the function at the entries given (ties to even); see lib/ERROR_ANALYSIS.md.
// Reproducible:   hence the same bits on every machine, vector width and thread, for every
//                 alignment and batch, and for every order of the entries.
// Special values: a NaN anywhere makes the whole row NaN (quiet, positive); −inf is a mask (softmax
//                 +0, log_softmax −inf, nothing added to the sum); one +inf gives the one-hot row
//                 (log_softmax: +0 there, −inf elsewhere), two or more +inf give NaN; a row of
//                 only −inf gives NaN. logsumexp is +inf with any +inf and no NaN, −inf for a row
//                 of only −inf and for an empty row. A single finite entry gives 1, +0 and itself.
//                 log_softmax that underflows to zero is −0, the rounding of a negative number.
// In place:       x and y may be the same row; any other overlap is undefined.
// Environment:    the caller's rounding mode, FTZ/DAZ, exception masks and sticky flags neither
//                 change a result nor are changed. Thread-safe; nothing outlives a call but tables
//                 of constants.
// Memory:         a few tens of KiB of stack at most, whatever n is. Heap: for softmax of rows of
//                 more than 2048 entries up to 2 MiB, 4 MiB for double, for longer rows than 2^18
//                 but of double 2 bytes an entry, and less speed where there is none; 512 KiB,
//                 once, for the first call of 2^16 entries of a 16-bit format; what the last resort
//                 needs for single elements (see lib/ERROR_ANALYSIS.md).
// Errors:         std::invalid_argument where y is not as long as x.
// Reference:      (3.10), 『ゼロから作るDeep Learning』 3.5; for (3.10) and (3.11) to the letter,
// see
//                 softmax/textbook.hpp.
#pragma once

#include <span>

#include "softmax/formats.hpp"

namespace softmax {

/// y_j = exp(x_j) / Σ_i exp(x_i).
void softmax(std::span<const double> x, std::span<double> y);
void softmax(std::span<const float> x, std::span<float> y);
void softmax(std::span<const float16> x, std::span<float16> y);
void softmax(std::span<const bfloat16> x, std::span<bfloat16> y);

/// y_j = x_j − ln Σ_i exp(x_i).
void log_softmax(std::span<const double> x, std::span<double> y);
void log_softmax(std::span<const float> x, std::span<float> y);
void log_softmax(std::span<const float16> x, std::span<float16> y);
void log_softmax(std::span<const bfloat16> x, std::span<bfloat16> y);

/// ln Σ_i exp(x_i).
double logsumexp(std::span<const double> x);
float logsumexp(std::span<const float> x);
float16 logsumexp(std::span<const float16> x);
bfloat16 logsumexp(std::span<const bfloat16> x);

}  // namespace softmax
