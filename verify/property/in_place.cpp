#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

subject::Placement one_array() {
  subject::Placement same;
  same.in_place = true;
  return same;
}

void ask(Bench& bench) { bench.ask(bench.x(), one_array()); }

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply first = bench.base();
  if (!done(first)) return outcome;
  const subject::Placement same = one_array();
  const subject::Reply second = bench.call(bench.function(), bench.x(), same);
  if (!done(second)) return outcome;
  compare_replies(bench, first, second, "in place", same, outcome);
  return outcome;
}

}  // namespace

extern const Property kInPlace;
const Property kInPlace = {
    "in-place",
    "with x and y the same array the results are the same",
    "bit for bit under reproducibility = bitwise; twice the bound under bound",
    "a pass that reads what an earlier pass has overwritten",
    "partial overlap",
    [](const Bench& bench) -> std::string {
      if (!bench.contract().in_place) return "the contract does not say that it works in place";
      return bench.function() == Function::logsumexp
                 ? "logsumexp does not return an array of the shape of x"
                 : "";
    },
    check,
    ask,
};

}  // namespace softmax::verify::property
