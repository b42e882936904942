// Each way not to come back has its ending and its sentence, and the next call has a new worker.
#include <gtest/gtest.h>

#include <chrono>

#include "support.hpp"

namespace softmax::verify::subject::test {
namespace {

struct Case {
  const char* deed;
  Placement::Guard guard;
  Ending ending;
  const char* says;
};

constexpr auto kBack = Placement::Guard::back;
constexpr auto kFront = Placement::Guard::front;

constexpr Case kCases[] = {
    {"reads_past_x", kBack, Ending::crashed, "SIGSEGV): read right past the end of x"},
    {"reads_before_x", kFront, Ending::crashed, "SIGSEGV): read 8 bytes before x"},
    {"writes_past_y", kBack, Ending::crashed, "SIGSEGV): write right past the end of y"},
    {"writes_before_y", kFront, Ending::crashed, "SIGSEGV): write 8 bytes before y"},
    {"null", kBack, Ending::crashed, "SIGSEGV): write through a null pointer"},
    {"aborts", kBack, Ending::crashed, "SIGABRT"},
    {"illegal", kBack, Ending::crashed, "SIGILL"},
    {"divides", kBack, Ending::crashed, "SIGFPE"},
    {"overflows_stack", kBack, Ending::crashed, "the stack is exhausted"},
    {"throws", kBack, Ending::crashed, "terminate called after throwing"},
    {"kills_itself", kBack, Ending::crashed, "SIGKILL"},
    {"exits", kBack, Ending::exited, "ended the process with exit status 3"},
    {"exits_at_once", kBack, Ending::exited, "ended the process with exit status 0"},
    {"refuses", kBack, Ending::refused, "returned 7"},
};

class Endings : public testing::TestWithParam<Case> {};

TEST_P(Endings, AreNamed) {
  const Case& c = GetParam();
  const auto subject = open_deed("endings", c.deed);
  Placement place;
  place.guard = c.guard;
  for (int again = 0; again < 2; ++again) {
    const Reply reply = call_row(*subject, {1, 2, 3}, place);
    EXPECT_EQ(reply.ending, c.ending) << reply.detail;
    EXPECT_NE(reply.detail.find(c.says), std::string::npos) << reply.detail;
    EXPECT_TRUE(reply.y.values.empty());
  }
  EXPECT_EQ(subject->workers_lost() != 0, c.ending != Ending::refused);
}

INSTANTIATE_TEST_SUITE_P(All, Endings, testing::ValuesIn(kCases),
                         [](const auto& one) { return std::string(one.param.deed); });

TEST(Endings, MemoryBeyondTheLimitIsACrash) {
  if (kSanitized) GTEST_SKIP() << "the sanitizers reserve terabytes: the worker sets no limit";
  Spec spec;
  spec.text = library("endings");
  spec.symbols = {{"softmax_f64", "hoards"}};
  spec.memory_limit_bytes = 256U << 20U;
  const Reply reply = call_row(*open(spec), {1, 2, 3});
  EXPECT_EQ(reply.ending, Ending::crashed);
  EXPECT_NE(reply.detail.find("std::bad_alloc"), std::string::npos) << reply.detail;
}

TEST(Endings, MemoryLostFromCallToCallIsToldFromRowsThatAreTooLong) {
  if (kSanitized) GTEST_SKIP() << "the sanitizers reserve terabytes: the worker sets no limit";
  const auto limited = [](const char* file, const char* deed) {
    Spec spec;
    spec.text = library(file);
    spec.symbols = {{"softmax_f64", deed}};
    spec.memory_limit_bytes = 256U << 20U;
    return open(spec);
  };
  const auto leaks = limited("processes", "leaks");
  int told = 0;
  for (std::size_t i = 0; i < 24; ++i) {  // 8 to 31 MiB an array, and each call has larger ones
    const Reply reply = call(*leaks, Matrix(1, (8 + i) << 17U));
    EXPECT_EQ(reply.ending, Ending::done) << reply.detail;
    told += has(reply, Breach::memory_lost);
  }
  EXPECT_GE(told, 1);
  const auto fills = limited("endings", "hangs");
  EXPECT_EQ(call_row(*fills, {1, 2}).ending, Ending::done);
  const Reply reply = call(*fills, Matrix(1, 1 << 24));
  EXPECT_TRUE(reply.no_memory) << reply.detail;
  EXPECT_FALSE(has(reply, Breach::memory_lost));
}

TEST(Endings, AHangCostsOneTimeLimitAndNotOneACase) {
  const auto subject = open_deed("endings", "hangs", 1.0);
  EXPECT_EQ(call_row(*subject, {1, 2}).ending, Ending::done);
  const auto seconds = [&] {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(call_row(*subject, {-1, 2}).ending, Ending::hung);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  EXPECT_GE(seconds(), 1.0);
  for (int i = 0; i < 3; ++i) EXPECT_LT(seconds(), 0.9);
  const Reply reply = call_row(*subject, {1, 2});
  EXPECT_EQ(reply.ending, Ending::done) << reply.detail;
  EXPECT_EQ(subject->workers_lost(), 4U);
}

}  // namespace
}  // namespace softmax::verify::subject::test
