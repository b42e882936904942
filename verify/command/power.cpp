#include "verify/power/power.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include <memory>
#include <thread>

#include "verify/command/command.hpp"
#include "verify/command/progress_bar.hpp"
#include "verify/subject/child_process.hpp"

namespace softmax::verify::command {
namespace {

struct PowerOptions {
  std::string faults = subject::program_folder() + "../faults/faults.json";
  std::string out = "reports";
  power::Options options;
};

int run_power(const PowerOptions& given) {
  const auto entries = power::read_manifest(given.faults);
  ProgressBar bar;
  const auto write = [&](power::Power power) {
    power.command =
        fmt::format("./run power --seeds {} --whole-seeds {} --honest-seeds {} --cases {}{}",
                    power.seed_count, power.whole_seeds, power.honest_seed_count, power.cases,
                    power.all_cells ? " --all-cells" : "");
    for (const std::string& one : given.options.only) power.command += " --only " + one;
    power::write_all(power, given.out);
  };
  const power::Power power = power::run(entries, given.options, std::ref(bar), write);
  bar.clear();
  write(power);
  fmt::print("{}The report lies in {}/power.md and power.json\n", power::summary(power), given.out);
  return power::count_wrong(power) == 0 ? 0 : 1;
}

}  // namespace

void add_power(CLI::App& app, int& status) {
  auto given = std::make_shared<PowerOptions>();
  power::Options& options = given->options;
  options.jobs = std::max(1U, std::thread::hardware_concurrency());
  CLI::App* verb = app.add_subcommand(
      "power", "measure the suite: every known fault must be rejected, every honest one accepted");
  verb->footer(
      "Exit status 1 when a fault survives or an honest subject is blamed.\n"
      "Example: softmax-verify power --only MASK --seeds 1 --out power");
  verb->add_option("--faults", given->faults, "the list of subjects, faults.json");
  verb->add_option("--seeds", options.seeds, "seeds a fault or equivalent subject, from 1 on")
      ->check(CLI::Range(1U, 1000U))
      ->capture_default_str();
  verb->add_option("--honest-seeds", options.honest_seeds, "seeds an honest subject")
      ->check(CLI::Range(1U, 1000U))
      ->capture_default_str();
  verb->add_option("--cases", options.cases,
                   "cases for each function and format (default: as for an audit)");
  verb->add_option("--only", options.only, "these ids, classes or kinds")
      ->delimiter(',')
      ->allow_extra_args(false);
  verb->add_option("--jobs", options.jobs, "audits side by side")
      ->check(CLI::Range(1U, 1024U))
      ->capture_default_str();
  verb->add_flag(
      "--all-cells", options.all_cells,
      "every function and format of an honest subject under each seed, not one by turns");
  verb->add_option(
          "--whole-seeds", options.whole_seeds,
          "of a fault: so many first seeds go on after the first finding and ask every law")
      ->capture_default_str();
  verb->add_option("--out", given->out, "folder of the report")->capture_default_str();
  verb->callback([given, &status] { status = run_power(*given); });
}

}  // namespace softmax::verify::command
