// For each law of the call: a subject that breaks it and one that does not.
#include <gtest/gtest.h>

#include <set>

#include "tests/verify/property/fixture.hpp"

namespace softmax::verify::property {
namespace {

using namespace fixture;
using subject::Breach;
using subject::Call;
using subject::Ending;
using subject::Reply;

// `careful` behind a door whose replies can be tampered with.
class Scripted : public subject::Subject {
 public:
  explicit Scripted(std::function<void(const Call&, Reply&)> script) : script_(std::move(script)) {
    info_.name = "scripted";
    info_.has_set_threads = true;
    for (const Function f : kFunctions) info_.offers.push_back({f, Format::f32, true});
  }
  const subject::Info& info() const override { return info_; }
  bool restart() override { return fresh_ = true; }
  Reply call(const Call& call) override {
    Reply reply;
    reply.y = Matrix(call.x->rows, results_per_row(call.function, call.x->cols));
    for (std::size_t r = 0; r < call.x->rows && call.x->cols > 0; ++r) {
      careful(call.function, call.x->row(r), reply.y.row(r));
    }
    script_(call, reply);
    if (fresh_ && spoil_first_) reply.y.values.back() = kNan;
    fresh_ = false;
    return reply;
  }
  subject::Info info_;
  bool fresh_ = false;
  bool spoil_first_ = false;

 private:
  std::function<void(const Call&, Reply&)> script_;
};

struct Case {
  const char* law;
  std::function<void(const Call&, Reply&)> script;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.law; }

void nudge(Reply& reply) {
  if (!reply.y.values.empty()) reply.y.values.back() = next_up(Format::f32, reply.y.values.back());
}

void nudge_far(Reply& reply) {
  if (!reply.y.values.empty()) reply.y.values.back() *= 0.5;
}

std::vector<Case> cases() {
  return {
      {"batch",
       [](const Call& c, Reply& r) {
         if (c.x->rows == 1) nudge(r);
       }},
      {"rows",
       [](const Call& c, Reply& r) {
         if (c.x->rows > 41 && c.x->rows < 64) nudge(r);
       }},
      {"rows",
       [](const Call& c, Reply& r) {
         if (c.x->values.size() > 100 && c.x->rows > 16) nudge_far(r);
       }},
      {"repeat",
       [last = Function::softmax](const Call& c, Reply& r) mutable {
         if (c.function != std::exchange(last, c.function)) nudge(r);
       }},
      {"repeat",
       [count = 0](const Call&, Reply& r) mutable {
         if (++count % 2 == 0) nudge(r);
       }},
      {"placement",
       [](const Call& c, Reply& r) {
         if (c.placement.x_offset % 4 == 1) nudge(r);
       }},
      {"in-place",
       [](const Call& c, Reply& r) {
         if (c.placement.in_place) nudge(r);
       }},
      {"strided",
       [](const Call& c, Reply& r) {
         if (c.placement.x_col_stride == -1) std::reverse(r.y.values.begin(), r.y.values.end());
       }},
      {"strided",
       [](const Call& c, Reply& r) {
         if (c.placement.x_row_stride < 0) r.ending = Ending::refused;
       }},
      {"strided",
       [](const Call& c, Reply& r) {
         if (c.placement.strided && c.placement.x_col_stride == 1) nudge_far(r);
       }},
      {"threads",
       [](const Call& c, Reply& r) {
         if (c.placement.threads == 3) nudge(r);
       }},
      {"refusal",
       [](const Call& c, Reply& r) {
         if (c.x->cols == 3) r.ending = Ending::refused;
       }},
      {"empty",
       [](const Call& c, Reply& r) {
         if (c.x->rows == 0) r = {Ending::crashed, {}, {}, "SIGFPE"};
       }},
      {"empty",
       [](const Call& c, Reply& r) {
         if (c.x->cols == 0 && c.function == Function::log_softmax) r.ending = Ending::refused;
       }},
      {"bounds",
       [](const Call& c, Reply& r) {
         if (c.placement.guard == subject::Placement::Guard::front) {
           r = {Ending::crashed, {}, {}, "crashed with SIGSEGV: read 4 bytes before x", true};
         }
       }},
      {"bounds",  // every call is lost, the base call too
       [](const Call&, Reply& r) {
         r = {Ending::crashed, {}, {}, "crashed with SIGSEGV: read right past the end of x", true};
       }},
      {"bounds",
       [](const Call& c, Reply& r) {
         if (c.placement.y_offset > 0)
           r.breaches.emplace_back(Breach::wrote_outside, "wrote past y");
       }},
      {"input",
       [](const Call&, Reply& r) { r.breaches.emplace_back(Breach::input_modified, "x changed"); }},
      {"written",
       [](const Call&, Reply& r) { r.breaches.emplace_back(Breach::not_written, "y[2]"); }},
      {"environment",
       [](const Call&, Reply& r) {
         r.breaches.emplace_back(Breach::environment_changed, "FTZ set");
       }},
      {"process",
       [](const Call&, Reply& r) {
         r = {Ending::hung, {}, {}, "did not come back"};
       }},
      {"process",
       [](const Call&, Reply& r) { r.breaches.emplace_back(Breach::printed, "printed"); }},
      {"process",
       [](const Call&, Reply& r) { r.breaches.emplace_back(Breach::closed_streams, "closed"); }},
  };
}

class LawOfTheCall : public testing::TestWithParam<Case> {};

TEST_P(LawOfTheCall, RejectsTheFaultAndAcceptsTheCareful) {
  Contract contract;
  contract.in_place = true;
  contract.threads = 4;
  const Matrix x(2, 3, {1.0, 2.0, 0.5, -4.0, 8.0, 3.0});
  Scripted faulty(GetParam().script);
  EXPECT_TRUE(ask(faulty, GetParam().law, Function::softmax, x, contract).violation.has_value());
  Scripted honest([](const Call&, Reply&) {});
  const Outcome accepted = ask(honest, GetParam().law, Function::softmax, x, contract);
  EXPECT_FALSE(accepted.violation.has_value()) << accepted.violation->message;
  EXPECT_GT(accepted.compared, 0U) << "vacuous";
}

INSTANTIATE_TEST_SUITE_P(Laws, LawOfTheCall, testing::ValuesIn(cases()), [](const auto& given) {
  std::string name = given.param.law;
  std::replace(name.begin(), name.end(), '-', '_');
  return name + "_" + std::to_string(given.index);
});

TEST(LawOfTheCall, WhatLoadingChangesIsAFinding) {
  Scripted subject([](const Call&, Reply&) {});
  subject.info_.environment_at_load = "FTZ and DAZ set";
  EXPECT_TRUE(ask(subject, "environment", Function::softmax, Matrix({1.0, 2.0})).violation);
}

TEST(LawOfTheCall, ACallerThatFlushesIsServedToo) {
  const Matrix x({1.0, 2.0});
  Scripted restores_default([](const Call& c, Reply& r) {
    if (c.placement.caller_flushes) r.breaches.emplace_back(Breach::environment_changed, "FTZ");
  });
  restores_default.info_.door = "shared library";
  EXPECT_TRUE(ask(restores_default, "environment", Function::softmax, x).violation);
  // Other results under such a caller are told, not judged.
  Scripted flushes([](const Call& c, Reply& r) {
    if (c.placement.caller_flushes) nudge(r);
  });
  flushes.info_.door = "shared library";
  EXPECT_FALSE(ask(flushes, "environment", Function::softmax, x).violation);
}

TEST(LawOfTheCall, WhatLoadingPrintsIsAFinding) {
  Scripted subject([](const Call&, Reply&) {});
  subject.info_.printed_at_load = "hello";
  EXPECT_TRUE(ask(subject, "process", Function::softmax, Matrix({1.0, 2.0})).violation);
}

TEST(LawOfTheCall, TheFirstCallOfAProcessIsLikeAnyOther) {
  const Matrix x({1.0, 2.0});
  Scripted subject([](const Call&, Reply&) {});
  EXPECT_EQ(ask(subject, "first-call", Function::softmax, x).compared, 0U) << "no process of it";
  subject.info_.door = "shared library";
  const Outcome honest = ask(subject, "first-call", Function::softmax, x);
  EXPECT_FALSE(honest.violation);
  EXPECT_GT(honest.compared, 0U);
  subject.spoil_first_ = true;
  EXPECT_TRUE(ask(subject, "first-call", Function::softmax, x).violation);
}

TEST(LawOfTheCall, EveryCallSaysHowManyThreadsWhereTheContractNamesSome) {
  const Matrix x({1.0, 2.0});
  std::set<int> seen;
  Scripted subject([&](const Call& c, Reply&) { seen.insert(c.placement.threads); });
  (void)ask(subject, "repeat", Function::softmax, x);
  EXPECT_EQ(seen, std::set<int>{0}) << "the contract names none";
  seen.clear();
  Contract contract;
  contract.threads = 3;
  (void)ask(subject, "repeat", Function::softmax, x, contract);
  EXPECT_EQ(seen, (std::set<int>{1, 2, 3}));
}

TEST(LawOfTheCall, ReproducibilityWithinTheBoundWhenTheContractSaysSo) {
  Scripted subject([](const Call& c, Reply& r) {
    if (c.x->rows == 1) nudge(r);
  });
  Contract contract;
  contract.reproducibility = Strictness::bound;
  EXPECT_FALSE(
      ask(subject, "batch", Function::softmax, Matrix({1.0, 2.0, 0.5}), contract).violation);
}

// Zeros of either sign are one value, and two bit patterns.
TEST(LawOfTheCall, ZerosOfEitherSignDifferOnlyBitForBit) {
  int calls = 0;
  Scripted subject([&calls](const Call&, Reply& r) {
    if (++calls % 2 == 0) {
      for (double& v : r.y.values) v = v == 0.0 ? -v : v;
    }
  });
  const Matrix x({0.0, -kInf});
  Contract bound;
  bound.reproducibility = Strictness::bound;
  EXPECT_TRUE(ask(subject, "placement", Function::softmax, x).violation);
  EXPECT_FALSE(ask(subject, "placement", Function::softmax, x, bound).violation);
}

TEST(LawOfTheCall, WhatTheContractLeavesOpenMayBeAnsweredInTwoWays) {
  Scripted subject([](const Call& c, Reply& r) {
    if (c.placement.x_offset != 0) std::fill(r.y.values.begin(), r.y.values.end(), kNan);
    if (c.placement.x_offset == 0) std::fill(r.y.values.begin(), r.y.values.end(), 0.5);
  });
  const auto apart = [&](Function function, const Matrix& x, const Contract& contract) {
    return ask(subject, "placement", function, x, contract).violation.has_value();
  };
  const Matrix with_nan({0.0, kNan});
  const Matrix with_infinity({0.0, kInf});
  Contract contract;  // positive_infinity = any
  contract.nan = NanPolicy::any;
  EXPECT_TRUE(apart(Function::softmax, with_nan, contract)) << "the same bits are asked for";
  contract.reproducibility = Strictness::bound;
  EXPECT_FALSE(apart(Function::softmax, with_nan, contract));
  EXPECT_FALSE(apart(Function::softmax, with_infinity, contract));
  contract.nan = NanPolicy::propagate;
  EXPECT_TRUE(apart(Function::softmax, with_nan, contract));
  contract.positive_infinity = InfinityPolicy::nan;
  EXPECT_TRUE(apart(Function::softmax, with_infinity, contract));
  EXPECT_FALSE(apart(Function::logsumexp, with_infinity, contract)) << "+inf, or NaN";
  contract.positive_infinity = InfinityPolicy::limit;
  EXPECT_TRUE(apart(Function::logsumexp, with_infinity, contract));
  EXPECT_TRUE(apart(Function::softmax, Matrix({0.0, 0.0}), contract)) << "rows of numbers";
}

TEST(LawOfTheCall, ARefusedCallIsToldWithItsShape) {
  Scripted subject([](const Call& c, Reply& r) {
    if (c.x->rows == 1 && c.x->cols == 3) r.ending = Ending::refused;
  });
  const Outcome outcome = ask(subject, "refusal", Function::softmax, Matrix({1.0, 2.0, 0.5}));
  ASSERT_TRUE(outcome.violation);
  EXPECT_EQ(outcome.violation->message, "a call with 1 row of 3 finite values is refused");
  EXPECT_EQ(outcome.violation->verdict, Verdict::refused);
}

TEST(LawOfTheCall, LogsumexpOfEmptyRowsMayBeRefused) {
  Scripted subject([](const Call& c, Reply& r) {
    if (c.x->cols == 0 && c.x->rows > 0 && c.function == Function::logsumexp) {
      r.ending = Ending::refused;
    }
  });
  for (const Function f : kFunctions) {
    EXPECT_FALSE(ask(subject, "empty", f, Matrix({1.0, 2.0})).violation);
  }
}

TEST(LawOfTheCall, RowsWithMasksMayBeRefused) {
  Scripted subject([](const Call&, Reply& r) { r.ending = Ending::refused; });
  const Outcome outcome = ask(subject, "refusal", Function::softmax, Matrix({1.0, -kInf}));
  EXPECT_FALSE(outcome.violation);
  EXPECT_EQ(outcome.compared, 0U);
}

}  // namespace
}  // namespace softmax::verify::property
