// What a subject does to other processes stays in the worker, and leaves nothing in the auditor.
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "support.hpp"

namespace softmax::verify::subject::test {
namespace {

std::size_t open_descriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

long resident_pages() {
  long total = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return resident;
}

bool gone(pid_t pid) {  // within a second
  for (int i = 0; i < 100; ++i) {
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    std::string id, name, state;
    if (!(stat >> id >> name >> state) || state == "Z") return true;
    usleep(10'000);
  }
  return false;
}

TEST(Processes, AChildIsNoticedHoweverItWasMade) {
  for (const char* deed : {"forks_and_waits", "runs_a_command", "both_return"}) {
    const auto subject = open_deed("processes", deed);
    for (int i = 0; i < 3; ++i) {
      const Reply reply = call_row(*subject, {1, 2, 3});
      ASSERT_EQ(reply.ending, Ending::done) << deed << ": " << reply.detail;
      EXPECT_TRUE(has(reply, Breach::forked)) << deed;
      EXPECT_EQ(reply.y.values[2], 4);
    }
  }
}

TEST(Processes, ADaemonIsEnded) {
  const auto subject = open_deed("processes", "daemonizes");
  const Reply reply = call_row(*subject, {1, 2, 3});
  EXPECT_TRUE(has(reply, Breach::forked));
  const auto daemon = static_cast<pid_t>(reply.y.values.at(0));
  ASSERT_GT(daemon, 1);
  EXPECT_TRUE(gone(daemon));
}

TEST(Processes, SignalsToOthersAreStopped) {
  for (const char* deed : {"kills_parent", "kills_everybody"}) {
    const Reply reply = call_row(*open_deed("processes", deed), {1, 2, 3});
    EXPECT_EQ(reply.ending, Ending::crashed);
    EXPECT_NE(reply.detail.find("tried to signal another process"), std::string::npos)
        << reply.detail;
  }
}

TEST(Processes, ClosingEveryDescriptorIsSurvived) {
  const auto subject = open_deed("processes", "closes_everything");
  for (const std::size_t cols : {3U, 100000U}) {  // the second makes the shared memory grow
    const Reply reply = call(*subject, Matrix(1, cols));
    EXPECT_EQ(reply.ending, Ending::done) << reply.detail;
    EXPECT_EQ(reply.y.values.at(cols - 1), 1);
  }
}

TEST(Processes, ACorruptedHeapHurtsOnlyTheWorker) {
  const auto subject = open_deed("processes", "corrupts_heap");
  for (int i = 0; i < 3; ++i) {
    const Reply reply = call_row(*subject, {1, 2, 3});
    EXPECT_TRUE(reply.ending == Ending::done || reply.ending == Ending::crashed) << reply.detail;
  }
}

TEST(Processes, NothingGrowsWithLostWorkers) {
  const auto subject = open_deed("endings", "crashes");
  const auto lose = [&](int times) {
    for (int i = 0; i < times; ++i) {
      ASSERT_EQ(call_row(*subject, {-1, 2}).ending, Ending::crashed);
    }
  };
  lose(20);
  const std::size_t descriptors = open_descriptors();
  const long pages = resident_pages();
  lose(300);
  EXPECT_EQ(open_descriptors(), descriptors);
  // 1 MiB: not 300 of anything. (AddressSanitizer keeps freed memory for a while.)
  if (!kSanitized) {
    EXPECT_LT(resident_pages() - pages, 256);
  }
  EXPECT_EQ(subject->workers_lost(), 320U);
  EXPECT_EQ(call_row(*subject, {1, 2}).ending, Ending::done);
}

TEST(Processes, ThreadsHaveWorkersOfTheirOwn) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([t] {
      const auto subject = open_deed("endings", "crashes");
      for (int i = 0; i < 40; ++i) {
        const bool crash = i % 4 == t;
        const Reply reply = call_row(*subject, {crash ? -1.0 : 1.0, 2});
        EXPECT_EQ(reply.ending, crash ? Ending::crashed : Ending::done) << reply.detail;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

// The worker dies with the thread that started it; another thread gets a new one.
TEST(Processes, ASubjectMayOutliveTheThreadThatOpenedIt) {
  std::unique_ptr<Subject> subject;
  std::thread([&] { subject = open_deed("endings", "crashes"); }).join();
  usleep(20'000);
  const Reply reply = call_row(*subject, {1, 2});
  EXPECT_EQ(reply.ending, Ending::done) << reply.detail;
}

}  // namespace
}  // namespace softmax::verify::subject::test
