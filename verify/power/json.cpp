#include <nlohmann/json.hpp>

#include "verify/power/power.hpp"

namespace softmax::verify::power {
namespace {

using Json = nlohmann::ordered_json;

Json trial_json(const Entry& entry, const Trial& trial) {
  Json laws = Json::object();
  for (const Broken& broken : trial.laws) laws[broken.law] = broken.cases;
  return {{"seed", trial.seed},
          {"rejected", trial.rejected},
          {"as_it_should_be", !wrong(entry, trial)},
          {"laws", laws},
          {"first",
           {{"law", trial.first_law},
            {"case", trial.first_case},
            {"family", trial.family},
            {"cell", trial.cell},
            {"witness", trial.witness},
            {"message", trial.message}}},
          {"cells", trial.cells},
          {"cases", trial.cases},
          {"values", trial.values},
          {"workers_lost", trial.workers_lost},
          {"timing", {{"seconds", trial.seconds}}}};
}

}  // namespace

std::string to_json(const Power& power) {
  Json rows = Json::array();
  for (const Row& row : power.rows) {
    Json trials = Json::array();
    for (const Trial& trial : row.trials) trials.push_back(trial_json(row.entry, trial));
    rows.push_back({{"kind", name(row.entry.kind)},
                    {"id", row.entry.id},
                    {"class", row.entry.fault_class},
                    {"laws_named", row.entry.laws},
                    {"trigger", row.entry.trigger},
                    {"variant_of", row.entry.variant},
                    {"as_it_should_be", !wrong(row)},
                    {"trials", trials}});
  }
  const Json all = {{"schema_version", 1},
                    {"command", power.command},
                    {"cases_per_cell", power.cases},
                    {"seeds", power.seed_count},
                    {"honest_seeds", power.honest_seed_count},
                    {"all_cells", power.all_cells},
                    {"whole_seeds", power.whole_seeds},
                    {"complete", power.complete},
                    {"platform", power.platform},
                    {"wrong", count_wrong(power)},
                    {"subjects", rows},
                    {"timing", {{"seconds", power.seconds}}}};
  return all.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace softmax::verify::power
