#include <fmt/format.h>

#include "verify/report/text.hpp"
#include "verify/report/writers.hpp"

// A suite a cell, a test case a law. The replay line stands in the text of <failure>, since several
// viewers drop the message attribute.
namespace softmax::verify::report {
namespace {

std::string test_case(const Cell& cell, const PropertyRow& law, std::size_t& failures,
                      std::size_t& skipped) {
  std::string body;
  for (const Finding& f : cell.findings) {
    if (f.law != law.law) continue;
    ++failures;
    body += fmt::format(
        "      <failure type=\"{}\" message=\"{}\">{}\nwitness {}\nreplay: {}\n</failure>\n",
        name(f.verdict), escape_markup(f.message), escape_markup(f.message),
        escape_markup(shown(f.witness.x)), escape_markup(f.replay));
  }
  if (!law.skipped_why.empty()) {
    ++skipped;
    body += fmt::format("      <skipped message=\"{}\"/>\n", escape_markup(law.skipped_why));
  } else if (law.values == 0 && body.empty()) {
    ++failures;
    body +=
        "      <failure type=\"vacuous\" message=\"compared nothing\">the law compared "
        "nothing</failure>\n";
  }
  const std::string open =
      fmt::format("    <testcase classname=\"{}.{}.{}\" name=\"{}\"", escape_markup(cell.subject),
                  name(cell.function), traits(cell.format).name, law.law);
  return body.empty() ? open + "/>\n" : open + ">\n" + body + "    </testcase>\n";
}

}  // namespace

std::string to_junit(const Record& record) {
  std::string suites;
  std::size_t all_tests = 0;
  std::size_t all_failures = 0;
  for (const Cell& cell : record.cells) {
    std::size_t failures = 0;
    std::size_t skipped = 0;
    std::string cases;
    for (const PropertyRow& law : cell.properties) cases += test_case(cell, law, failures, skipped);
    suites += fmt::format(
        "  <testsuite name=\"{} {}\" tests=\"{}\" failures=\"{}\" skipped=\"{}\" "
        "time=\"{:.3f}\">\n{}  "
        "</testsuite>\n",
        escape_markup(cell.subject), cell_name(cell), cell.properties.size(), failures, skipped,
        cell.seconds, cases);
    all_tests += cell.properties.size();
    all_failures += failures;
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"softmax-verify\" "
      "tests=\"{}\" "
      "failures=\"{}\">\n{}</testsuites>\n",
      all_tests, all_failures, suites);
}

}  // namespace softmax::verify::report
