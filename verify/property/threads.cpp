#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

subject::Placement with_threads(int threads) {
  subject::Placement placement;
  placement.threads = threads;
  return placement;
}

void ask(Bench& bench) {
  for (int threads = 1; threads <= bench.contract().threads; ++threads) {
    bench.ask(bench.x(), with_threads(threads));
  }
}

Outcome check(Bench& bench) {
  Outcome outcome;
  const subject::Reply first = bench.base();
  if (!done(first)) return outcome;
  for (int threads = 1; threads <= bench.contract().threads && !outcome.violation; ++threads) {
    const subject::Placement placement = with_threads(threads);
    const subject::Reply second = bench.call(bench.function(), bench.x(), placement);
    if (!done(second)) continue;
    compare_replies(bench, first, second, fmt::format("with {} threads", threads), placement,
                    outcome);
  }
  return outcome;
}

}  // namespace

extern const Property kThreads;
const Property kThreads = {
    "threads",
    "every thread count gives the same results",
    "bit for bit under reproducibility = bitwise; twice the bound under bound",
    "races, scratch memory sized for another thread count, sums split by thread",
    "a race that did not happen",
    [](const Bench& bench) -> std::string {
      if (!bench.info().has_set_threads) return "the subject has no softmax_set_threads";
      return bench.contract().threads > 1 ? "" : "the contract tries one thread";
    },
    check,
    ask,
};

}  // namespace softmax::verify::property
