#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

subject::Placement another_address(const Bench& bench) {
  const auto step = 64 / static_cast<std::size_t>(traits(bench.format()).bytes);
  subject::Placement elsewhere;
  elsewhere.x_offset = bench.variant(step, 5);
  elsewhere.y_offset = bench.variant(step, 6);
  elsewhere.guard =
      bench.variant(2, 7) == 0 ? subject::Placement::Guard::front : subject::Placement::Guard::back;
  elsewhere.fill = 1;
  return elsewhere;
}

void ask(Bench& bench) { bench.ask(bench.x(), another_address(bench)); }

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply first = bench.base();
  if (!done(first)) return outcome;
  const subject::Placement elsewhere = another_address(bench);
  const subject::Reply second = bench.call(bench.function(), bench.x(), elsewhere);
  if (!done(second)) return outcome;
  compare_replies(bench, first, second, "at another address", elsewhere, outcome);
  return outcome;
}

}  // namespace

extern const Property kPlacement;
const Property kPlacement = {
    "placement",
    "the same rows give the same results at every address that the element type allows",
    "bit for bit under reproducibility = bitwise; twice the bound under bound",
    "aligned loads on unaligned rows, peeled loops that sum in another order",
    "alignments that were not drawn (all offsets up to 64 bytes are, by turns)",
    applies,
    check,
    ask,
};

}  // namespace softmax::verify::property
