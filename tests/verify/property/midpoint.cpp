// The law of midpoints tells correct rounding from one rounding of a double.
#include <gtest/gtest.h>

#include "tests/verify/property/fixture.hpp"

namespace softmax::verify::property {
namespace {

using namespace fixture;

Contract correctly_rounded() {
  Contract contract;
  contract.accuracy = Accuracy::correctly_rounded;
  contract.all_masked = MaskedPolicy::nan;
  return contract;
}

TEST(Midpoint, OneRoundingOfADoubleIsNotCorrectRounding) {
  for (const Function function : kFunctions) {
    auto once_rounded = make_subject(careful);
    const Outcome outcome =
        ask(once_rounded, "midpoint", function, Matrix({0.5}), correctly_rounded());
    ASSERT_TRUE(outcome.violation.has_value()) << name(function);
    EXPECT_NE(outcome.violation->message.find("next to a midpoint"), std::string::npos);
  }
}

TEST(Midpoint, TheLibraryRoundsToTheNearerOne) {
  subject::Spec spec;
  spec.text = "softmax";
  const auto library = subject::open(spec);
  oracle::Oracle oracle;
  const Contract contract = correctly_rounded();
  for (const Function function : kFunctions) {
    for (const Format format : kFormats) {
      Bench bench(*library, oracle, contract, function, format);
      std::uint64_t compared = 0;
      for (std::uint64_t number = 1; number < 80; number += 8) {
        bench.begin(Matrix({0.5}), number);
        const Outcome outcome = property_named("midpoint")->check(bench);
        compared += outcome.compared;
        ASSERT_FALSE(outcome.violation.has_value()) << outcome.violation->message;
      }
      EXPECT_GT(compared, 0U);
    }
  }
}

// The library's results, but in place of another row.
TEST(Midpoint, IsAskedInPlaceToo) {
  subject::Spec spec;
  spec.text = "softmax";
  const auto library = subject::open(spec);
  subject::MatrixSubject subject("fixture", {{Function::softmax, Format::f32, false}},
                                 [&](const subject::Call& call, Matrix& y) {
                                   subject::Call apart = call;
                                   apart.placement = {};
                                   y = library->call(apart).y;
                                   if (call.placement.in_place)
                                     std::ranges::swap(y.row(0)[0], y.row(0)[1]);
                                   return true;
                                 });
  Contract contract = correctly_rounded();
  const Matrix x({0.5});
  EXPECT_FALSE(ask(subject, "midpoint", Function::softmax, x, contract).violation.has_value());
  contract.in_place = true;
  const Outcome outcome = ask(subject, "midpoint", Function::softmax, x, contract);
  ASSERT_TRUE(outcome.violation.has_value());
  EXPECT_TRUE(outcome.violation->placement.in_place);
  EXPECT_NE(outcome.violation->message.find("in place"), std::string::npos);
}

TEST(Midpoint, IsAskedOfThoseThatPromiseCorrectRounding) {
  auto subject = make_subject(careful);
  oracle::Oracle oracle;
  const Contract shifted;
  const Bench bench(subject, oracle, shifted, Function::softmax, Format::f32);
  EXPECT_FALSE(property_named("midpoint")->skipped(bench).empty());
}

}  // namespace
}  // namespace softmax::verify::property
