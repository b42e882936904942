#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "verify/power/power.hpp"
#include "verify/property/property.hpp"
#include "verify/report/markdown.hpp"

namespace softmax::verify::power {
namespace {

struct Count {
  std::size_t right = 0, all = 0;
};

std::size_t rejections(const Row& row) {
  return static_cast<std::size_t>(std::count_if(row.trials.begin(), row.trials.end(),
                                                [](const Trial& trial) { return trial.rejected; }));
}

// Of audits that went through all cases; those that found something stopped there. None: no number.
std::optional<double> median_seconds(const Power& power) {
  std::vector<double> seconds;
  for (const Row& row : power.rows) {
    for (const Trial& trial : row.trials) {
      if (trial.rejected || trial.cells.empty()) continue;
      seconds.push_back(trial.seconds / static_cast<double>(trial.cells.size()));
    }
  }
  if (seconds.empty()) return std::nullopt;
  const auto middle = seconds.begin() + static_cast<std::ptrdiff_t>(seconds.size() / 2);
  std::nth_element(seconds.begin(), middle, seconds.end());
  return *middle;
}

std::string by_class(const Power& power) {
  std::map<std::pair<Kind, std::string>, Count> classes;
  for (const Row& row : power.rows) {
    Count& count = classes[{row.entry.kind, row.entry.fault_class}];
    ++count.all;
    count.right += !wrong(row);
  }
  std::string text = "| kind | class | subjects | as it should be |\n|---|---|--:|--:|\n";
  for (const auto& [key, count] : classes) {
    text +=
        fmt::format("| {} | {} | {} | {} |\n", name(key.first), key.second, count.all, count.right);
  }
  return text;
}

// Law by law: how many faults it broke on, and on how many it was the first.
std::string by_law(const Power& power) {
  std::string text = "| law | faults it rejected | of these first |\n|---|--:|--:|\n";
  for (const property::Property* law : property::properties()) {
    std::size_t saw = 0;
    std::size_t first = 0;
    for (const Row& row : power.rows) {
      if (row.entry.kind != Kind::fault) continue;
      saw += std::any_of(row.trials.begin(), row.trials.end(), [&](const Trial& trial) {
        return std::any_of(trial.laws.begin(), trial.laws.end(),
                           [&](const Broken& broken) { return broken.law == law->name; });
      });
      first += std::any_of(row.trials.begin(), row.trials.end(),
                           [&](const Trial& trial) { return trial.first_law == law->name; });
    }
    text += fmt::format("| {} | {} | {} |\n", law->name, saw, first);
  }
  return text;
}

std::string matrix(const Power& power) {
  std::string text =
      "| subject | class | rejected under | first law | case | family | all laws that broke | "
      "shrunk witness | seconds |\n|---|---|--:|---|--:|---|---|---|--:|\n";
  for (const Row& row : power.rows) {
    const auto shown = std::find_if(row.trials.begin(), row.trials.end(),
                                    [](const Trial& trial) { return trial.rejected; });
    std::string broken, first, number, family, witness;
    if (shown != row.trials.end()) {
      for (const Broken& law : shown->laws) broken += (broken.empty() ? "" : ", ") + law.law;
      first = shown->first_law;
      number = fmt::format("{}", shown->first_case);
      family = shown->family;
      std::string shortened = shown->witness;
      if (shortened.size() > 160) shortened = shortened.substr(0, 157) + "...";
      if (!shortened.empty()) {
        witness = shown->cell + ": " + report::markdown_code(shortened);
      }
    }
    double seconds = 0.0;
    for (const Trial& trial : row.trials) seconds += trial.seconds;
    text += fmt::format("| {}{} | {} | {} of {} | {} | {} | {} | {} | {} | {:.1f} |\n",
                        wrong(row) ? "**wrong** " : "", row.entry.id, row.entry.fault_class,
                        rejections(row), row.trials.size(), first, number, family, broken, witness,
                        seconds);
  }
  return text;
}

std::string list_wrong(const Power& power) {
  std::string text;
  for (const Row& row : power.rows) {
    if (!wrong(row)) continue;
    const bool must_fall = row.entry.kind == Kind::fault || row.entry.kind == Kind::hostile;
    text += fmt::format("- {} {}: {} under {} of {} seeds. {}\n", name(row.entry.kind),
                        row.entry.id, must_fall ? "rejected only" : "rejected", rejections(row),
                        row.trials.size(), must_fall ? row.entry.trigger : "");
    for (const Trial& trial : row.trials) {
      if (must_fall || !trial.rejected) continue;
      text += fmt::format("  seed {}: {}: {}\n", trial.seed, trial.first_law, trial.message);
    }
  }
  return text.empty() ? "Every subject was judged as it should be.\n" : text;
}

}  // namespace

std::string summary(const Power& power) {
  std::string text;
  for (const Kind kind : {Kind::fault, Kind::equivalent, Kind::honest, Kind::hostile}) {
    Count count;
    for (const Row& row : power.rows) {
      if (row.entry.kind != kind) continue;
      ++count.all;
      count.right += !wrong(row);
    }
    const bool must_fall = kind == Kind::fault || kind == Kind::hostile;
    if (count.all > 0) {
      text += fmt::format("{:<10} {} of {} {} under every seed\n", name(kind), count.right,
                          count.all, must_fall ? "rejected" : "accepted");
    }
  }
  if (const auto median = median_seconds(power)) {
    text += fmt::format(
        "median of an audit of one function and format without a finding: {:.2f} s\n", *median);
  }
  return text + fmt::format("all: {:.0f} s\n", power.seconds) + list_wrong(power);
}

std::string to_markdown(const Power& power) {
  return fmt::format(
      "# Detection power\n\nWhat this suite catches, measured on subjects that are wrong on "
      "purpose and on correct ones. Each fault and equivalent subject was audited with {} seeds, "
      "each honest one with {}{}, {} cases for each function and format. {}{}\n\n"
      "Repeat it with `{}`. Platform: {}.\n\n## Result\n\n```text\n{}```\n\n## By class\n\n{}\n## "
      "By law\n\n"
      "{}\n## Every subject\n\nThe first law, its case and its witness are those of the lowest "
      "seed that rejected; seconds are those of all seeds together.\n\n{}",
      power.seed_count, power.honest_seed_count,
      power.all_cells ? "" : " (each seed one of its functions and formats, by turns)", power.cases,
      power.complete ? "" : "**This run was not ended; only what was done is counted.** ",
      power.whole_seeds > 0
          ? fmt::format(
                "Audits of faults under the first {} went on after the first finding, so "
                "the laws listed are all that broke; the others stopped with the 32 cases "
                "in which the first law broke.",
                power.whole_seeds == 1 ? "seed" : fmt::format("{} seeds", power.whole_seeds))
          : std::string("Audits stopped with the 32 cases in which the first law broke: the laws "
                        "listed are those that broke in them, a part of all that would."),
      power.command, power.platform, summary(power), by_class(power), by_law(power), matrix(power));
}

}  // namespace softmax::verify::power
