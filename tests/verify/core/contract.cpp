#include "verify/core/contract.hpp"

#include <gtest/gtest.h>

#include "verify/core/usage_error.hpp"

namespace softmax::verify {
namespace {

std::string refusal(std::string_view json) {
  try {
    (void)parse_contract(json, "c.json");
  } catch (const UsageError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Contract, DefaultsAreThoseOfTheTable) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"accuracy", "shifted"},  {"exp_error", "4"},   {"summation", "recursive"},
      {"underflow", "gradual"}, {"nan", "propagate"}, {"positive_infinity", "any"},
      {"all_masked", "any"},    {"order", "exact"},   {"reproducibility", "bitwise"},
      {"in_place", "no"},       {"max_cols", "none"}, {"threads", "1"},
  };
  EXPECT_EQ(describe(Contract{}), table);
}

TEST(Contract, EveryValueReadsBack) {
  const Contract given = parse_contract(
      R"({"accuracy":"ulp:2.5","exp_error":1.5,"summation":"pairwise","underflow":"flush",
          "nan":"any","positive_infinity":"limit","all_masked":"zeros","order":"bound",
          "reproducibility":"bound","in_place":"yes","max_cols":4096,"threads":4})",
      "c.json");
  EXPECT_EQ(given.accuracy, Accuracy::ulp);
  EXPECT_EQ(given.ulp, 2.5);
  EXPECT_EQ(given.threads, 4);
  Contract again;
  for (const auto& [key, value] : describe(given)) set_key(again, key, value);
  EXPECT_EQ(again, given);
}

TEST(Contract, SaysWhatIsWrongAndWhatWouldBeRight) {
  EXPECT_EQ(refusal("[1]"), "contract c.json is not a JSON object of contract keys");
  EXPECT_EQ(refusal("{"), "contract c.json is not a JSON object of contract keys");
  EXPECT_EQ(refusal(R"({"order":"strict"})"),
            "contract c.json: contract key 'order' cannot be 'strict': it takes exact, bound");
  EXPECT_NE(refusal(R"({"acuracy":"shifted"})").find("'acuracy' is not a contract key"),
            std::string::npos);
  for (const char* bad : {R"({"accuracy":"ulp:0.4"})", R"({"accuracy":"ulp:x"})",
                          R"({"exp_error":-1})", R"({"max_cols":0})", R"({"threads":1.5})"}) {
    EXPECT_NE(refusal(bad), "accepted") << bad;
  }
}

}  // namespace
}  // namespace softmax::verify
