// A user's callables as GoogleTest cases beside the user's own tests: one a law, function and
// format.
//
//   #include <softmax/verify/gtest.hpp>
//
//   SOFTMAX_VERIFY(mine) {  // `mine` is the name of the tests
//     mine.f32("softmax", my_softmax).f32("logsumexp", my_logsumexp).promise("accuracy", "ulp:4");
//   }
//
// gives mine_softmax_f32.accuracy, mine_softmax_f32.shift, … A law that does not apply is skipped
// and says why; a law that compared nothing fails, as a run of softmax-verify does.
//
// Environment: SOFTMAX_VERIFY_CASES and SOFTMAX_VERIFY_SEED replace those of the budget, which may
// be given behind the name: SOFTMAX_VERIFY(mine, {.cases = 2000}). SOFTMAX_VERIFY_WITNESS replays
// the witness of a finding in the test of its law.
#pragma once

#include <errno.h>  // program_invocation_name
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>

#include "softmax/verify/implementation.hpp"

namespace softmax::verify {

class LawTest : public testing::Test {
 public:
  LawTest(std::shared_ptr<Implementation> implementation, Implementation::Cell cell,
          std::string law, Budget budget)
      : implementation_(std::move(implementation)),
        cell_(std::move(cell)),
        law_(std::move(law)),
        budget_(budget) {}

  void TestBody() override {
    const char* witness = std::getenv("SOFTMAX_VERIFY_WITNESS");
    const LawReport report = witness != nullptr ? implementation_->replay(witness)
                                                : implementation_->check(cell_, law_, budget_);
    if (!report.skipped_why.empty()) GTEST_SKIP() << report.skipped_why;
    if (!report.finding.empty()) {
      const auto* here = testing::UnitTest::GetInstance()->current_test_info();
      FAIL() << report.finding << "replay: SOFTMAX_VERIFY_WITNESS='" << report.witness << "' "
             << program_invocation_name << " --gtest_filter=" << here->test_suite_name() << "."
             << here->name();
    }
    if (report.vacuous()) FAIL() << "vacuous: the law compared nothing";
    RecordProperty("cases", std::to_string(report.cases));
    RecordProperty("values", std::to_string(report.values));
  }

 private:
  std::shared_ptr<Implementation> implementation_;
  Implementation::Cell cell_;
  std::string law_;
  Budget budget_;
};

// Registers the tests; before RUN_ALL_TESTS.
inline bool register_tests(std::shared_ptr<Implementation> implementation, Budget budget = {}) {
  const auto number = [](const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
  };
  budget.cases = number("SOFTMAX_VERIFY_CASES", budget.cases);
  budget.seed = number("SOFTMAX_VERIFY_SEED", budget.seed);
  for (const Implementation::Cell& cell : implementation->cells()) {
    const std::string suite = implementation->name() + "_" + cell.function + "_" + cell.format;
    for (const std::string& law : Implementation::laws()) {
      std::string test = law;
      std::replace(test.begin(), test.end(), '-', '_');
      testing::RegisterTest(
          suite.c_str(), test.c_str(), nullptr, nullptr, __FILE__, __LINE__,
          [=]() -> testing::Test* { return new LawTest(implementation, cell, law, budget); });
    }
  }
  return true;
}

}  // namespace softmax::verify

#define SOFTMAX_VERIFY(name, ...)                                                     \
  static void softmax_verify_define_##name(::softmax::verify::Implementation& name);  \
  [[maybe_unused]] static const bool softmax_verify_registered_##name = [] {          \
    auto implementation = std::make_shared<::softmax::verify::Implementation>(#name); \
    softmax_verify_define_##name(*implementation);                                    \
    return ::softmax::verify::register_tests(implementation,                          \
                                             ::softmax::verify::Budget __VA_ARGS__);  \
  }();                                                                                \
  static void softmax_verify_define_##name(::softmax::verify::Implementation& name)
