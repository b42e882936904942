#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sample.hpp"
#include "verify/core/usage_error.hpp"
#include "verify/report/read_json.hpp"
#include "verify/report/writers.hpp"

namespace softmax::verify::report {
namespace {

using Json = nlohmann::json;

TEST(Json, CarriesHexBesideReadableValues) {
  const Json cell = Json::parse(to_json(sample()))["cells"][0];
  EXPECT_EQ(cell["largest_ulp"]["error"]["hex"], "0x1.cp+1");
  EXPECT_EQ(cell["largest_ulp"]["error"]["value"], 3.5);
  EXPECT_EQ(cell["largest_ratio"]["error"]["hex"], "inf");
  EXPECT_TRUE(cell["largest_ratio"]["error"]["value"].is_null());
  EXPECT_EQ(cell["largest_ratio"]["ratio"]["hex"], "nan");
  EXPECT_EQ(cell["largest_ratio"]["y"]["hex"], "-0x0p+0");
  EXPECT_EQ(cell["findings"][0]["witness"]["x"].size(), 4096U);
  EXPECT_TRUE(cell["largest_sum_defect"].is_null());
}

TEST(Json, ReadsBackToTheSameBytes) {
  for (const Record& record : {sample(), Record{}}) {
    const std::string text = to_json(record);
    EXPECT_EQ(to_json(from_json(text, "report.json")), text);
    EXPECT_EQ(to_json(record), text) << "same record, same bytes";
  }
}

TEST(Json, ReadsBackEveryField) {
  const Record back = from_json(to_json(sample()), "report.json");
  const Record was = sample();
  ASSERT_EQ(back.cells.size(), was.cells.size());
  EXPECT_EQ(back.seed, was.seed) << "64 bits, more than a double holds";
  EXPECT_EQ(back.cells[0].contract, was.cells[0].contract);
  EXPECT_EQ(back.cells[0].largest_ulp.witness.x, was.cells[0].largest_ulp.witness.x);
  EXPECT_EQ(back.cells[0].largest_ulp.witness.placement,
            was.cells[0].largest_ulp.witness.placement);
  EXPECT_TRUE(std::isnan(back.cells[0].findings[0].got));
  EXPECT_EQ(back.cells[0].gap_bins[1].worst_bound, was.cells[0].gap_bins[1].worst_bound);
  EXPECT_EQ(back.subjects[0].info.offers, was.subjects[0].info.offers);
  EXPECT_TRUE(back.subjects[1].for_interest);
}

// Removes every "timing" below `json`.
void drop_timing(Json& json) {
  if (json.is_object()) json.erase("timing");
  for (auto& entry : json) {
    if (entry.is_structured()) drop_timing(entry);
  }
}

TEST(Json, TimingStandsUnderTimingOnly) {
  Record record = sample();
  Json a = Json::parse(to_json(record));
  record.seconds = 99;
  record.started = "later";
  record.cells[0].seconds = 3;
  Json b = Json::parse(to_json(record));
  EXPECT_NE(a, b);
  drop_timing(a);
  drop_timing(b);
  EXPECT_EQ(a, b);
}

std::string complaint(const std::string& text) {
  try {
    from_json(text, "r.json");
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no complaint";
}

TEST(Json, UnknownKeysAreIgnored) {
  Json json = Json::parse(to_json(sample()));
  json["cells"][0]["from_the_future"] = 1;
  EXPECT_EQ(to_json(from_json(json.dump(), "r.json")), to_json(sample()));
}

TEST(Json, SaysWhatIsWrongAndWhere) {
  Json json = Json::parse(to_json(sample()));
  const auto with = [&](const char* pointer, const Json& value) {
    Json changed = json;
    changed[Json::json_pointer(pointer)] = value;
    return complaint(changed.dump());
  };
  EXPECT_EQ(complaint("{"), "r.json is not JSON (at byte 2)");
  EXPECT_EQ(complaint("[]"),
            "r.json is not a report of softmax-verify: key \"schema_version\" is missing");
  EXPECT_NE(with("/schema_version", 2).find("reads 1 to 1"), std::string::npos);
  EXPECT_NE(with("/seed", -1).find("\"seed\" is not an integer"), std::string::npos);
  EXPECT_NE(with("/cells/0/format", "f8").find("unknown value 'f8'"), std::string::npos);
  EXPECT_NE(with("/cells/0/findings/0/got/hex", "x").find("\"got\""), std::string::npos);
  EXPECT_NE(with("/cells/0/findings/0/witness/cols", 7).find("4096 values"), std::string::npos);
  EXPECT_NE(with("/cells/0/contract/order", "odd").find("'order'"), std::string::npos);
  EXPECT_NE(with("/cells/0/findings/0/witness/placement/threads", 1LL << 40).find("out of range"),
            std::string::npos);
}

}  // namespace
}  // namespace softmax::verify::report
