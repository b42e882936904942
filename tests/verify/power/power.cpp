// Who is judged wrongly, and what the list and the reports look like.
#include "verify/power/power.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "verify/core/usage_error.hpp"

namespace softmax::verify::power {
namespace {

Entry entry(Kind kind, std::string built_in, std::string fault_class = "OVF") {
  Entry one;
  one.kind = kind;
  one.id = built_in;
  one.fault_class = std::move(fault_class);
  one.functions = {Function::softmax};
  one.formats = {Format::f32};
  one.target.spec.text = std::move(built_in);
  return one;
}

Trial trial(bool rejected, std::uint64_t values = 1) {
  Trial one;
  one.rejected = rejected;
  one.values = values;
  return one;
}

TEST(Power, SaysWhoIsJudgedWrongly) {
  EXPECT_TRUE(wrong(entry(Kind::fault, ""), trial(false)));
  EXPECT_FALSE(wrong(entry(Kind::fault, ""), trial(true)));
  EXPECT_TRUE(wrong(entry(Kind::hostile, ""), trial(false)));
  EXPECT_FALSE(wrong(entry(Kind::hostile, "", "AFTERWARDS"), trial(false)));
  for (const Kind kind : {Kind::honest, Kind::equivalent}) {
    EXPECT_TRUE(wrong(entry(kind, ""), trial(true)));
    EXPECT_FALSE(wrong(entry(kind, ""), trial(false)));
    EXPECT_TRUE(wrong(entry(kind, ""), trial(false, 0))) << "nothing was compared";
  }
  Row row{entry(Kind::fault, ""), {trial(true), trial(false), trial(true)}};
  EXPECT_TRUE(wrong(row)) << "one seed under which it survives is enough";
}

TEST(Power, JudgesAFaultAHonestSubjectAndOneThatCannotBeLoaded) {
  Options options;
  options.cases = 64;
  options.seeds = 2;
  options.honest_seeds = 1;
  options.jobs = 2;
  const std::vector<Entry> entries = {entry(Kind::fault, "textbook-3.10"),
                                      entry(Kind::fault, "softmax"), entry(Kind::honest, "softmax"),
                                      entry(Kind::hostile, "/no/where.so")};
  const Power power = run(entries, options, [](double, const std::string&) {});
  ASSERT_EQ(power.rows.size(), 4U);
  EXPECT_FALSE(wrong(power.rows[0]));
  EXPECT_EQ(power.rows[0].trials.size(), 2U);
  EXPECT_EQ(power.rows[0].trials[1].seed, 2U);
  EXPECT_NE(power.rows[0].trials[0].witness.find("0x1.62e43p+6"), std::string::npos)
      << power.rows[0].trials[0].witness;
  EXPECT_TRUE(wrong(power.rows[1])) << "a correct library is no fault";
  EXPECT_FALSE(wrong(power.rows[2]));
  EXPECT_EQ(power.rows[3].trials[0].first_law, "status 2");
  const std::string& message = power.rows[3].trials[0].message;
  EXPECT_NE(message.find("where.so"), std::string::npos) << message;
  EXPECT_EQ(message.find("/no/"), std::string::npos) << message;
  EXPECT_EQ(count_wrong(power), 1U);

  const auto json = nlohmann::json::parse(to_json(power));
  EXPECT_EQ(json["wrong"], 1);
  EXPECT_EQ(json["subjects"][0]["trials"][0]["rejected"], true);
  const std::string markdown = to_markdown(power);
  EXPECT_NE(markdown.find("**wrong** softmax"), std::string::npos) << markdown;
  EXPECT_NE(summary(power).find("fault softmax: rejected only under 0 of 2 seeds"),
            std::string::npos)
      << summary(power);
}

TEST(Power, AVariantOfAnotherIsAuditedUnderAsManySeedsAndNamed) {
  Options options;
  options.cases = 32;
  options.honest_seeds = 2;
  Entry variant = entry(Kind::honest, "softmax");
  variant.variant = "another";
  const Power power =
      run({entry(Kind::honest, "softmax"), variant}, options, [](double, const std::string&) {});
  EXPECT_EQ(power.rows[0].trials.size(), 2U);
  EXPECT_EQ(power.rows[1].trials.size(), 2U);
  EXPECT_EQ(nlohmann::json::parse(to_json(power))["subjects"][1]["variant_of"], "another");
}

TEST(Power, OnlyNamesThatNoSubjectHasAreRefused) {
  Options options;
  options.only = {"nobody"};
  EXPECT_THROW(run({entry(Kind::fault, "softmax")}, options, [](double, const auto&) {}),
               UsageError);
}

TEST(Manifest, SaysWhatIsWrong) {
  EXPECT_THROW(read_manifest("/nowhere/faults.json"), UsageError);
  const std::filesystem::path file = std::filesystem::temp_directory_path() /
                                     fmt::format("softmax_verify_manifest_{}.json", getpid());
  const std::string good =
      R"([{"kind": "fault", "id": "A", "class": "OVF", "laws": ["range"], "trigger": "t",
           "contract": {"accuracy": "ulp:2", "threads": 4}, "door": 1, "library": "a.so",
           "functions": ["softmax"], "formats": ["f16"]}])";
  std::ofstream(file) << good;
  const auto entries = read_manifest(file);
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].target.contract.threads, 4);
  EXPECT_EQ(entries[0].target.spec.text, (file.parent_path() / "a.so").string());
  EXPECT_EQ(entries[0].formats, std::vector<Format>{Format::f16});
  for (const char* bad : {"", "{", R"([{"kind": "fault"}])", R"([{"kind": "good"}])"}) {
    std::ofstream(file) << bad;
    EXPECT_THROW(read_manifest(file), UsageError) << bad;
  }
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace softmax::verify::power
