// Prints the named constants of lib/src, and the bounds that are functions at a few points, as
// check_terms.py compares them with what the scripts bounds_*.sollya derive: "name = value".
#include <cstdio>
#include <string>

#include "direct_phase.hpp"
#include "error_bounds.hpp"
#include "kernels.hpp"
#include "log1p_dd.hpp"
#include "pair_phase.hpp"
#include "row_state.hpp"
#include "stretches.hpp"
#include "sum_dd.hpp"

namespace softmax::detail {
namespace {

void print(const std::string& name, double value) {
  char digits[64];
  std::snprintf(digits, sizeof digits, "%a", value);
  std::string text = digits;
  if (const std::size_t plus = text.find('+'); plus != std::string::npos) text.erase(plus, 1);
  std::printf("%s = %s\n", name.c_str(), value == 0 ? "0" : text.c_str());
}
#define PRINT(constant) print(#constant, static_cast<double>(constant))

/// A bound in double arithmetic, as a float: its own roundings are beyond that.
void print_sum(const std::string& name, double value) {
  print(name, static_cast<double>(static_cast<float>(value)));
}
#define PRINT_SUM(call) print_sum(#call, call)

void print_double() {
  PRINT(bound::kUnit);
  PRINT(bound::kEvaluation);
  PRINT(bound::kPolynomial);
  PRINT(bound::kReduction);
  PRINT(bound::kExpTerms);
  PRINT(bound::kExp);
  PRINT(bound::kLane);
  PRINT(bound::kJoin);
  PRINT(bound::kMost);
  PRINT(bound::kTotal);
  PRINT(bound::kLog);
  PRINT(bound::kGap);
  PRINT_SUM(bound::gaps(2));
  PRINT_SUM(bound::gaps(1000));
  PRINT_SUM(bound::rest(1000));
  PRINT_SUM(bound::softmax(1000));
  PRINT_SUM(bound::softmax_of_pairs());
  PRINT_SUM(bound::log_sum(1000));
  PRINT_SUM(bound::log_softmax(200));
  PRINT(kCutGap);
}

void print_direct() {
  PRINT(bound::kDirectEvaluation);
  PRINT(bound::kDirectPolynomial);
  PRINT(bound::kDirectReduction);
  PRINT(bound::kDirectExpTerms);
  PRINT(bound::kDirectExp);
  PRINT(bound::kShortPolynomial);
  PRINT(bound::kShortExp);
  PRINT(bound::kNarrowExp);
  PRINT(bound::kDirectLane);
  PRINT(bound::direct_argument(true));
  PRINT(bound::direct_argument(false));
  PRINT(bound::kCloserPolynomial);
  PRINT(bound::kCloserReduction);
  PRINT(bound::closer_above(true));
  PRINT(bound::closer_above(false));
  PRINT(bound::closer_below(true));
  PRINT(bound::closer_below(false));
  PRINT(bound::closer_terms(1));
  PRINT(bound::closer_exp(true));
  PRINT(bound::closer_exp(false));
  PRINT(bound::kSixteenthExp);
  PRINT(bound::kSixteenthShortExp);
  PRINT(bound::kSixteenthNarrowExp);
  PRINT(bound::closer_argument(true));
  PRINT(bound::closer_argument(false));
  PRINT(bound::kCoarse);
  PRINT(bound::kSplit);
  for (const bool fused : {true, false}) {
    const std::string with = fused ? " fused" : " unfused";
    print_sum("bound::direct_sum(90, 1000, -100)" + with, bound::direct_sum(90, 1000, -100, fused));
    print_sum("bound::direct_softmax(90, 1000, -100)" + with,
              bound::direct_softmax(90, 1000, -100, fused));
    print_sum("bound::direct_split_sum(1000, -100)" + with,
              bound::direct_split_sum(1000, -100, fused));
    print_sum("bound::direct_softmax_of(50, 90, -100)" + with,
              bound::direct_softmax_of(50, 90, -100, fused));
    print_sum("bound::direct_softmax_of_coarse(-100)" + with,
              bound::direct_softmax_of_coarse(-100, fused));
    print_sum("bound::direct_logsumexp(90, 1000, -100, -93)" + with,
              bound::direct_logsumexp(90, 1000, -100, -93, fused));
  }
  PRINT(kDirectMost);
  PRINT(kDirectLeast);
  PRINT(kDirectSum);
  PRINT(kLeastLog);
  PRINT(kRoundLogs);
  PRINT(kExpTable);
  PRINT(kPairsFrom);
  PRINT(kCoarseFrom);
}

void print_pairs() {
  PRINT(bound::pair::kUnit);
  PRINT(bound::pair::kEvaluation);
  PRINT(bound::pair::kPolynomial);
  PRINT(bound::pair::kReduction);
  PRINT(bound::pair::kExpTerms);
  PRINT(bound::pair::kExp);
  PRINT(bound::pair::kJoin);
  PRINT(bound::pair::kMost);
  PRINT(bound::pair::kEnds);
  PRINT(bound::pair::kRest);
  PRINT(bound::pair::kSoftmax);
  PRINT(bound::pair::kSoftmaxOfWideSum);
  PRINT(bound::pair::kQuick);
  PRINT(bound::pair::kLogSum);
  PRINT(bound::pair::kLogAbsolute);
  PRINT(bound::pair::kDirectLog);
  PRINT(kPairBlock);
  PRINT(kBlock);
  PRINT(kPairCut);
  PRINT(kPairLogFrom);
  PRINT(kPairMost);
  PRINT(kPairLeast);
  PRINT(kPairTiny);
  PRINT(kPairFar);
  PRINT(kPairFill);
  PRINT(kPairLow);
  PRINT(kDirectBlock);
  PRINT(kWideBlock);
  PRINT(kDirectTotal);
  PRINT(kWideFrom);
  PRINT(kKeptEntries);
}

void print_float_pairs() {
  PRINT(bound::float_pair::kUnit);
  PRINT(bound::float_pair::kExp);
  PRINT(bound::float_pair::kSum);
  PRINT(bound::float_pair::kSoftmax);
  PRINT(bound::float_pair::settled());
  PRINT_SUM(bound::float_pair::logsumexp(-93));
}

void print_double_double() {
  PRINT(kFarGap);
  PRINT(kGreatestTinyGap);
  PRINT(kTinyScale);
}

template <Format T>
void print_format(const std::string& name) {
  print(name + " kPrecision", FormatTraits<T>::kPrecision);
  print(name + " kQuantum", FormatTraits<T>::kQuantum);
  print(name + " kMaxExponent", FormatTraits<T>::kMaxExponent);
}

void print_sizes() {
  PRINT(kPad);
  PRINT(kMaxLanes);
  PRINT(kRowBlock);
  PRINT(kMostKept);
  PRINT(kMostPairsKept);
  PRINT(kMostRows);
  PRINT(kPairGroup);
  print_format<double>("double");
  print_format<float>("float");
  print_format<float16>("float16");
  print_format<bfloat16>("bfloat16");
}

}  // namespace
}  // namespace softmax::detail

int main() {
  softmax::detail::print_double();
  softmax::detail::print_direct();
  softmax::detail::print_pairs();
  softmax::detail::print_float_pairs();
  softmax::detail::print_double_double();
  softmax::detail::print_sizes();
}
