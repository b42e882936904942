// What is said of the rounds of one measurement.
#pragma once

#include <optional>
#include <span>

namespace softmax::verify::bench {

// The middle value; the mean of the two in the middle for an even count. Precondition: not empty.
double median(std::span<const double> values);

// The least value. Precondition: not empty.
double least(std::span<const double> values);

// value / reference; nothing where either is missing or the reference is not positive.
std::optional<double> ratio(std::optional<double> value, std::optional<double> reference);

}  // namespace softmax::verify::bench
