// Door 2: right replies, and each vice of a program with its ending and its sentence.
#include <gtest/gtest.h>

#include <filesystem>

#include "support.hpp"

namespace softmax::verify::subject::test {
namespace {

std::unique_ptr<Subject> program(const std::string& mode, double time_limit = 10) {
  Spec spec;
  // Without `exec` the shell may stay between us and the program, and keeps its output open.
  const std::string through = mode == "closes" ? "exec:exec " : "exec:";
  spec.text = through + SOFTMAX_TEST_SUBJECTS + "/test_subject_program " + mode;
  spec.functions = {Function::softmax, Function::logsumexp};
  spec.formats = {Format::f64, Format::bf16};
  spec.time_limit_seconds = time_limit;
  return open(spec);
}

TEST(Program, OffersSoftmaxInF64AndF32UnlessTold) {
  Spec spec;
  spec.text = "exec:" + std::string(SOFTMAX_TEST_SUBJECTS) + "/test_subject_program";
  const std::vector<Offer> offers = {{Function::softmax, Format::f64},
                                     {Function::softmax, Format::f32}};
  EXPECT_EQ(open(spec)->info().offers, offers);
  EXPECT_EQ(program("honest")->info().offers.size(), 4U);
  EXPECT_EQ(program("honest")->info().door, "program");
}

TEST(Program, RepliesOfEveryShape) {
  for (const char* mode : {"honest", "version2"}) {
    const auto subject = program(mode);
    for (const auto& [rows, cols] :
         {std::pair{1U, 3U}, {4U, 5U}, {0U, 3U}, {2U, 0U}, {30U, 4096U}}) {
      Matrix x(rows, cols);
      Matrix twice(rows, cols);
      for (std::size_t i = 0; i < x.values.size(); ++i) {
        x.values[i] = static_cast<double>(i);
        twice.values[i] = 2 * x.values[i];
      }
      const Reply reply = call(*subject, x);
      ASSERT_EQ(reply.ending, Ending::done) << reply.detail;
      EXPECT_EQ(reply.y, twice);
    }
    const Reply sums = call(*subject, Matrix(3, 1, {1, 2, 3}), {}, Function::logsumexp);
    EXPECT_EQ(sums.y, Matrix(3, 1, {2, 4, 6})) << sums.detail;
    const Reply bits = call_row(*subject, {1, -0.5}, {});
    EXPECT_EQ(bits.y, Matrix(1, 2, {2, -1}));
    const Matrix half(std::vector<double>{0.5, 3});
    EXPECT_EQ(call(*subject, half, {}, Function::softmax, Format::bf16).y, half);
    EXPECT_EQ(subject->workers_lost(), 0U);
  }
}

struct Case {
  const char* mode;
  Ending ending;
  const char* says;
};

constexpr Case kCases[] = {
    {"garbage", Ending::malformed, "does not begin with the magic bytes"},
    {"wrong_shape", Ending::malformed, "has shape (7, 7); (1, 2) is asked for"},
    {"wrong_type", Ending::malformed, "has type '<i4'; '<f8' is asked for"},
    {"fortran", Ending::malformed, "Fortran order"},
    {"version3", Ending::malformed, "version 3.0"},
    {"too_much", Ending::malformed, "followed by 8 bytes more"},
    {"too_little", Ending::exited, "exit status 0, after 136 of 144 bytes of a reply"},
    {"closes", Ending::malformed, "closed its standard output"},
    {"exits", Ending::exited, "ended with exit status 4"},
    {"aborts", Ending::crashed, "SIGABRT"},
    {"refuses", Ending::refused, "no rows"},
};

class Programs : public testing::TestWithParam<Case> {};

TEST_P(Programs, HaveTheirVicesNamed) {
  const auto subject = program(GetParam().mode);
  for (int i = 0; i < 2; ++i) {
    const Reply reply = call_row(*subject, {1, 2});
    EXPECT_EQ(reply.ending, GetParam().ending) << reply.detail;
    EXPECT_NE(reply.detail.find(GetParam().says), std::string::npos) << reply.detail;
  }
}

INSTANTIATE_TEST_SUITE_P(All, Programs, testing::ValuesIn(kCases),
                         [](const auto& one) { return std::string(one.param.mode); });

TEST(Program, AHangIsEndedAndTheNextCallHasANewProcess) {
  const auto subject = program("hangs_later", 0.5);  // the third request; the probe is the first
  EXPECT_EQ(call_row(*subject, {1, 2}).ending, Ending::done);
  const Reply reply = call_row(*subject, {1, 2});
  EXPECT_EQ(reply.ending, Ending::hung);
  EXPECT_NE(reply.detail.find("did not reply within 0.5 s"), std::string::npos) << reply.detail;
  EXPECT_EQ(call_row(*subject, {1, 2}).ending, Ending::done);
  EXPECT_EQ(subject->workers_lost(), 1U);
}

TEST(Program, ADeathIsReportedWithTheRequestThatMetIt) {
  const auto subject = program("dies_later");
  EXPECT_EQ(call_row(*subject, {1, 2}).ending, Ending::done);
  EXPECT_EQ(call_row(*subject, {1, 2}).ending, Ending::exited);
  EXPECT_EQ(call_row(*subject, {1, 2}).ending, Ending::done);
}

TEST(Program, StandardErrorIsKeptAndIsNoBreach) {
  const Reply reply = call_row(*program("complains"), {1, 2});
  EXPECT_EQ(reply.ending, Ending::done);
  EXPECT_EQ(reply.detail, "careful");
  EXPECT_EQ(breaches(reply), "");
}

TEST(Program, ACommandThatCannotRunIsAUsageErrorWithItsWords) {
  Spec spec;
  spec.text = "exec:no-such-command-here --fast";
  EXPECT_NE(usage_error(spec).find("exit status 127 before it read a request"), std::string::npos);
  EXPECT_NE(usage_error(spec).find("not found"), std::string::npos);
  spec.text = "exec:";
  EXPECT_NE(usage_error(spec).find("followed by the command"), std::string::npos);
}

TEST(Program, DescriptorsDoNotGrowWithLostPrograms) {
  const auto open_descriptors = [] {
    const std::filesystem::directory_iterator all("/proc/self/fd");
    return std::distance(begin(all), end(all));
  };
  const auto subject = program("exits");
  const auto before = open_descriptors();
  for (int i = 0; i < 50; ++i) ASSERT_EQ(call_row(*subject, {1, 2}).ending, Ending::exited);
  EXPECT_EQ(open_descriptors(), before);
}

}  // namespace
}  // namespace softmax::verify::subject::test
