#include <cmath>
#include <nlohmann/json.hpp>

#include "verify/bench/statistics.hpp"
#include "verify/bench/writers.hpp"

namespace softmax::verify::bench {
namespace {

using Json = nlohmann::ordered_json;

// JSON has no infinity.
Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
Json number(std::optional<double> value) { return value ? number(*value) : Json(nullptr); }

Json judgement(const Entry& entry) {
  if (!entry.judgement) return nullptr;
  return {{"results", entry.judgement->results},
          {"largest_ulp", number(entry.judgement->largest_ulp)},
          {"sane", entry.judgement->sane}};
}

Json timing(const std::vector<double>& rounds) {
  const bool measured = !rounds.empty();
  return {{"median", measured ? Json(median(rounds)) : Json(nullptr)},
          {"best", measured ? Json(least(rounds)) : Json(nullptr)},
          {"rounds", rounds}};
}

Json entry_of(const Group& group, const Entry& entry) {
  return {{"name", entry.name},
          {"kind", entry.limit ? "limit" : "subject"},
          {"measured", !entry.rounds.empty()},
          {"ratio", number(ratio_of(group, entry))},
          {"judgement", judgement(entry)},
          {"timing", timing(entry.rounds)}};
}

Json group_of(const Group& group) {
  Json entries = Json::array();
  for (const Entry& entry : group.entries) entries.push_back(entry_of(group, entry));
  return {{"function", name(group.function)},
          {"format", traits(group.format).name},
          {"rows", group.shape.rows},
          {"cols", group.shape.cols},
          {"entries", std::move(entries)}};
}

Json side_by_side(const SideBySide& all) {
  Json sides = Json::array();
  for (const Side& side : all.sides) {
    sides.push_back({{"function", name(side.function)},
                     {"format", traits(side.format).name},
                     {"ratio", number(ratio_of(all, side))},
                     {"two_threads", number(side.two_threads)},
                     {"timing", timing(side.rounds)}});
  }
  return {{"rows", all.shape.rows}, {"cols", all.shape.cols}, {"sides", std::move(sides)}};
}

}  // namespace

std::string to_json(const Record& record) {
  Json subjects = Json::array();
  for (const SubjectLine& s : record.subjects) {
    subjects.push_back({{"name", s.name}, {"version", s.version}, {"what", s.what}});
  }
  Json absent = Json::array();
  for (const Absence& a : record.absent) absent.push_back({{"name", a.name}, {"why", a.why}});
  Json groups = Json::array();
  for (const Group& group : record.groups) groups.push_back(group_of(group));
  Json sides = Json::array();
  for (const SideBySide& all : record.side_by_side) sides.push_back(side_by_side(all));
  const Json all = {{"schema_version", 2},
                    {"tool_version", record.tool_version},
                    {"command", record.command},
                    {"platform", record.platform},
                    {"processor", record.processor},
                    {"build_flags", record.build_flags},
                    {"rounds", record.plan.rounds},
                    {"min_time", record.plan.min_time},
                    {"subjects", std::move(subjects)},
                    {"absent", std::move(absent)},
                    {"groups", std::move(groups)},
                    {"side_by_side", std::move(sides)},
                    {"timing", {{"started", record.started}, {"seconds", record.seconds}}}};
  return all.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace softmax::verify::bench
