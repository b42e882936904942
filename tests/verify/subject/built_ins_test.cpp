// The subjects that come with the suite enter through door 1 like anybody's.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support.hpp"

namespace softmax::verify::subject::test {
namespace {

std::unique_ptr<Subject> built_in(const std::string& name) {
  Spec spec;
  spec.text = name;
  return open(spec);
}

TEST(BuiltIns, AreFoundAndOpen) {
  const auto all = built_ins();
  for (const char* name : {"softmax", "textbook-3.10", "textbook-3.11"}) {
    EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const BuiltIn& b) {
      return b.name == name;
    })) << name;
  }
  for (const BuiltIn& b : all) {
    const auto subject = built_in(b.name);
    EXPECT_EQ(subject->info().name, b.name);
    EXPECT_NE(subject->info().version, "");
    EXPECT_EQ(subject->info().environment_at_load, "");
    EXPECT_EQ(subject->info().offers.size(), b.name == "softmax" ? 24U : 6U);
    for (const Function function : kFunctions) {
      for (const Format format : {Format::f64, Format::f32}) {
        const Reply reply = call(*subject, Matrix(1, 1, {50}), {}, function, format);
        ASSERT_EQ(reply.ending, Ending::done) << reply.detail;
        EXPECT_EQ(breaches(reply), "");
        // softmax is t / t = 1 for any t, its logarithm 0. logsumexp is log(exp(50)), or
        // log(exp(-50)) + 100: a relative error of 2^-22 of exp is one of 2^-22 in the logarithm,
        // which is rounded to 2^-18, and once more after the addition of 100.
        if (function == Function::logsumexp) {
          EXPECT_LE(std::abs(reply.y.values[0] - 50), 0x1p-16) << b.name;
        } else {
          EXPECT_EQ(reply.y.values[0], function == Function::softmax ? 1 : 0) << b.name;
        }
      }
    }
  }
}

// The golden row of the first source: 705 … 714 overflows exp in f64 above 709.
TEST(BuiltIns, TextbookFormOverflowsAsPrinted) {
  Matrix x(1, 10);
  for (std::size_t i = 0; i < 10; ++i) x.values[i] = 705 + static_cast<double>(i);
  const Reply reply = call(*built_in("textbook-3.10"), x);
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(reply.y.values[i], 0);
  for (std::size_t i = 5; i < 10; ++i) EXPECT_TRUE(std::isnan(reply.y.values[i]));
  for (const double y : call(*built_in("textbook-3.11"), x).y.values) EXPECT_GT(y, 0);
}

// No constant C' will do: what -100 wins above, it loses below.
TEST(BuiltIns, TextbookFormWithAConstantUnderflows) {
  const Matrix x(std::vector<double>{-700, -701});
  EXPECT_TRUE(std::isnan(call(*built_in("textbook-3.11"), x).y.values[0]));
  EXPECT_GT(call(*built_in("textbook-3.10"), x).y.values[0], 0.7);
}

}  // namespace
}  // namespace softmax::verify::subject::test
