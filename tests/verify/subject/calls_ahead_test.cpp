// Many calls in one request are answered as each by itself would be, and one that is amiss leaves
// the others as they are.
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include "support.hpp"

namespace softmax::verify::subject::test {
namespace {

// What the first entry of a call makes the subject `ahead` do.
enum Deed {
  kGood = 0,
  kCrash = 1,
  kHang = 2,
  kPrint = 3,
  kSlow = 4,
  kFork = 5,
  kRefuse = 6,
  kOnce = 7
};

// Calls of softmax_f64 with one row each, [deed, its number].
class Calls {
 public:
  explicit Calls(const std::vector<Deed>& deeds) {
    rows_.reserve(deeds.size());
    for (const Deed deed : deeds) {
      rows_.push_back(Matrix({static_cast<double>(deed), static_cast<double>(rows_.size())}));
      calls_.push_back({Function::softmax, Format::f64, &rows_.back(), {}});
    }
  }
  const std::vector<Call>& all() const { return calls_; }

 private:
  std::vector<Matrix> rows_;
  std::vector<Call> calls_;
};

std::unique_ptr<Subject> subject_ahead(double time_limit = 10) {
  Spec spec;
  spec.text = library("ahead");
  spec.time_limit_seconds = time_limit;
  return open(spec);
}

TEST(CallsAhead, AreAnsweredAsOneByOne) {
  const auto subject = open_deed("honest", "softmax_f64");
  std::vector<Matrix> rows;
  std::vector<Call> calls;
  rows.reserve(100);
  for (std::size_t i = 0; i < 100; ++i) {  // four requests
    Matrix x(1 + i % 3, i % 7);
    for (std::size_t k = 0; k < x.values.size(); ++k) x.values[k] = static_cast<double>(i + k);
    rows.push_back(std::move(x));
    Call call{Function::softmax, Format::f64, &rows.back(), {}};
    if (i % 4 == 1) call.format = Format::f32;
    if (i % 4 == 2) call.function = Function::logsumexp;
    if (i % 4 == 3) call.placement.guard = Placement::Guard::front;
    if (i % 8 == 0) call.placement.x_offset = i % 5;
    calls.push_back(call);
  }
  const std::vector<Reply> ahead = subject->calls_ahead(calls);
  ASSERT_EQ(ahead.size(), calls.size());
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const Reply alone = subject->call(calls[i]);
    EXPECT_EQ(ahead[i].ending, alone.ending) << i;
    EXPECT_EQ(ahead[i].y, alone.y) << i;
    EXPECT_TRUE(ahead[i].breaches.empty()) << i << breaches(ahead[i]);
  }
  EXPECT_EQ(subject->workers_lost(), 0U);
}

TEST(CallsAhead, StopBehindACallThatIsLost) {
  const auto subject = subject_ahead();
  const Calls calls({kGood, kRefuse, kCrash, kGood});
  const std::vector<Reply> replies = subject->calls_ahead(calls.all());
  ASSERT_EQ(replies.size(), 3U);
  EXPECT_EQ(replies[0].y, Matrix({1, 1}));
  EXPECT_EQ(replies[1].ending, Ending::refused);
  EXPECT_EQ(replies[1].detail, "returned 6");
  EXPECT_EQ(replies[2].ending, Ending::crashed);
  EXPECT_NE(replies[2].detail.find("SIGABRT"), std::string::npos) << replies[2].detail;
  EXPECT_EQ(subject->workers_lost(), 1U);
  EXPECT_EQ(subject->call(calls.all()[3]).y, Matrix({1, 4}));
}

TEST(CallsAhead, EachHasItsOwnTime) {
  const auto subject = subject_ahead(0.6);
  const Calls slow({kSlow, kSlow, kSlow, kSlow});
  EXPECT_EQ(subject->calls_ahead(slow.all()).size(), 4U);
  EXPECT_EQ(subject->workers_lost(), 0U);
  const Calls calls({kGood, kHang, kGood});
  const std::vector<Reply> replies = subject->calls_ahead(calls.all());
  ASSERT_EQ(replies.size(), 2U);
  EXPECT_EQ(replies[0].ending, Ending::done);
  EXPECT_EQ(replies[1].ending, Ending::hung);
}

TEST(CallsAhead, WhatOneWroteIsToldOfIt) {
  const auto subject = subject_ahead();
  const Calls calls({kGood, kGood, kPrint, kGood});
  const std::vector<Reply> replies = subject->calls_ahead(calls.all());
  ASSERT_EQ(replies.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(has(replies[i], Breach::printed), i == 2) << i;
  EXPECT_NE(breaches(replies[2]).find("said by a call"), std::string::npos);
}

// A second process does not say which call it was; the last one is told, rather than none.
TEST(CallsAhead, WhatASecondProcessDoesNotWriteIsToldOfTheLast) {
  const std::string mark = testing::TempDir() + "softmax_mark_" + std::to_string(getpid());
  setenv("SOFTMAX_TEST_MARK", mark.c_str(), 1);
  const auto subject = subject_ahead();
  const Calls calls({kGood, kOnce, kGood});
  const std::vector<Reply> replies = subject->calls_ahead(calls.all());
  EXPECT_EQ(unlink(mark.c_str()), 0) << mark;
  ASSERT_EQ(replies.size(), 3U);
  EXPECT_FALSE(has(replies[0], Breach::printed));
  EXPECT_FALSE(has(replies[1], Breach::printed));
  EXPECT_NE(breaches(replies[2]).find("said once"), std::string::npos);
  EXPECT_EQ(replies[2].y, Matrix({1, 3}));
  EXPECT_EQ(subject->workers_lost(), 0U);
}

TEST(CallsAhead, AfterOneTraceEachCallIsLookedAfter) {
  const auto subject = subject_ahead();
  const Calls calls({kPrint, kGood, kPrint, kPrint, kGood});
  for (int round = 0; round < 2; ++round) {
    const std::vector<Reply> replies = subject->calls_ahead(calls.all());
    ASSERT_EQ(replies.size(), 5U);
    EXPECT_TRUE(has(replies[0], Breach::printed));  // output is told of the first that wrote
    for (std::size_t i = 1; i < 5; ++i) EXPECT_FALSE(has(replies[i], Breach::printed)) << i;
  }
  EXPECT_EQ(subject->workers_lost(), 0U);
}

TEST(CallsAhead, StopBehindACallThatLeftAChild) {
  const auto subject = subject_ahead();
  const Calls calls({kGood, kFork, kGood});
  const std::vector<Reply> replies = subject->calls_ahead(calls.all());
  ASSERT_EQ(replies.size(), 2U);
  EXPECT_TRUE(has(replies[1], Breach::forked));
  EXPECT_EQ(replies[1].y, Matrix({6, 2}));
  EXPECT_EQ(subject->workers_lost(), 1U);
}

TEST(CallsAhead, WhatHasNoSymbolOrNoMemoryIsLeftToCall) {
  const auto subject = subject_ahead();
  const Calls good({kGood, kGood});
  std::vector<Call> calls = good.all();
  calls[1].format = Format::f32;
  EXPECT_EQ(subject->calls_ahead(calls).size(), 1U);
  EXPECT_TRUE(subject->calls_ahead({&calls[1], 1}).empty());

  if (kSanitized) GTEST_SKIP() << "the sanitizers reserve terabytes: the worker sets no limit";
  Spec spec;
  spec.text = library("ahead");
  spec.memory_limit_bytes = 64U << 20U;
  const auto limited = open(spec);
  const Matrix large(1, std::size_t{1} << 22U);
  calls[1] = {Function::softmax, Format::f64, &large, {}};
  EXPECT_EQ(limited->calls_ahead({&calls[1], 1}).size(), 0U);
  EXPECT_TRUE(limited->call(calls[1]).no_memory);
}

}  // namespace
}  // namespace softmax::verify::subject::test
