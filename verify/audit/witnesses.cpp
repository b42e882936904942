#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "verify/audit/audit.hpp"
#include "verify/audit/finding.hpp"
#include "verify/audit/witness_text.hpp"
#include "verify/core/usage_error.hpp"

namespace softmax::verify::audit {
namespace {

std::string file_name(const report::Cell& cell, std::string_view what) {
  std::string_view subject = cell.subject;
  if (subject.starts_with("./")) subject.remove_prefix(2);  // no hidden file
  std::string text =
      fmt::format("{}-{}-{}-{}", subject, name(cell.function), traits(cell.format).name, what);
  for (char& c : text) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '-';
    if (!plain) c = '_';
  }
  if (text.size() > 150) text = text.substr(text.size() - 150);
  if (text.front() == '.') text.front() = '_';
  return text + ".witness";
}

void shorten(const report::Cell& cell, std::string_view law, std::string_view what,
             const report::Witness& witness, const std::filesystem::path& folder,
             std::string& replay) {
  const std::string text = witness_text({std::string(law), cell.function, cell.format, witness});
  if (text.size() <= kInlineLimit) return;
  std::filesystem::create_directories(folder / "witnesses");
  const auto path = folder / "witnesses" / file_name(cell, what);
  std::ofstream out(path);
  out << text << '\n';
  if (!out.flush()) {
    throw UsageError(
        fmt::format("cannot write {}; choose a writable folder with --out", path.string()));
  }
  replay.replace(replay.size() - text.size(), text.size(), path.string());
}

}  // namespace

void write_witnesses(report::Record& record, const std::string& folder) {
  for (report::Cell& cell : record.cells) {
    for (report::Finding& finding : cell.findings) {
      const auto& judge = property::judge_of(*property::property_named(finding.law));
      shorten(cell, judge.name, finding.law, finding.witness, folder, finding.replay);
    }
    const auto worst = [&](report::Worst& one, const char* law, const char* what) {
      if (one.seen) shorten(cell, law, what, one.witness, folder, one.replay);
    };
    worst(cell.largest_ulp, "accuracy", "largest-ulp");
    worst(cell.largest_ratio, "accuracy", "largest-ratio");
    worst(cell.largest_sum_defect, "sum", "largest-sum-defect");
  }
}

}  // namespace softmax::verify::audit
