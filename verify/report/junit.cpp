#include <fmt/format.h>

#include <algorithm>

#include "verify/report/facts.hpp"
#include "verify/report/text.hpp"
#include "verify/report/writers.hpp"

// A suite a cell, a test case a law. The replay line stands in the text of <failure>, since several
// viewers drop the message attribute; one <failure> a test case, since some readers take only one.
namespace softmax::verify::report {
namespace {

struct Suite {
  std::string cases;
  std::size_t tests = 0, failures = 0, skipped = 0;

  void add(const Cell& cell, std::string_view law, const std::string& body) {
    ++tests;
    cases +=
        fmt::format("    <testcase classname=\"{}.{}.{}\" name=\"{}\"", escape_markup(cell.subject),
                    name(cell.function), traits(cell.format).name, escape_markup(law));
    cases += body.empty() ? "/>\n" : fmt::format(">\n{}    </testcase>\n", body);
  }
  void fail(const Cell& cell, std::string_view law, std::string_view type,
            const std::string& message, const std::string& text) {
    ++failures;
    add(cell, law,
        fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n", type,
                    escape_markup(message), escape_markup(text)));
  }
};

std::string text_of(const Cell& cell, const Finding& f) {
  std::string text = f.message + "\n";
  for (const Fact& fact : facts(cell, f)) text += fact.label + ": " + fact.text + "\n";
  return text;
}

// All findings of a law in one failure; false when there is none.
bool add_findings(Suite& suite, const Cell& cell, std::string_view law) {
  const Finding* first = nullptr;
  std::string text;
  for (const Finding& f : cell.findings) {
    if (f.law != law) continue;
    if (first == nullptr) first = &f;
    text += text_of(cell, f);
  }
  if (first != nullptr) suite.fail(cell, law, name(first->verdict), first->message, text);
  return first != nullptr;
}

void add_law(Suite& suite, const Cell& cell, const PropertyRow& law) {
  if (add_findings(suite, cell, law.law)) return;
  if (!law.skipped_why.empty()) {
    ++suite.skipped;
    suite.add(cell, law.law,
              fmt::format("      <skipped message=\"{}\"/>\n", escape_markup(law.skipped_why)));
  } else if (law.violations > 0) {
    const std::string text = fmt::format("{} violations without a witness", law.violations);
    suite.fail(cell, law.law, "violated", text, text);
  } else if (law.values == 0) {
    suite.fail(
        cell, law.law, "vacuous", "the law compared nothing",
        fmt::format("the law compared nothing in {} cases, so nothing was shown", cell.cases));
  } else {
    suite.add(cell, law.law, "");
  }
}

Suite suite_of(const Cell& cell) {
  Suite suite;
  for (const PropertyRow& law : cell.properties) add_law(suite, cell, law);
  std::vector<std::string> done;
  for (const Finding& f : cell.findings) {
    const bool has_row = std::any_of(cell.properties.begin(), cell.properties.end(),
                                     [&](const PropertyRow& p) { return p.law == f.law; });
    if (has_row || std::find(done.begin(), done.end(), f.law) != done.end()) continue;
    add_findings(suite, cell, f.law);
    done.push_back(f.law);
  }
  // A cell that did not conform never looks like a pass.
  if (cell.verdict != Verdict::conforming && suite.failures == 0) {
    const std::string text = fmt::format("the verdict of this cell is {}", name(cell.verdict));
    suite.fail(cell, "verdict", name(cell.verdict), text, text);
  }
  return suite;
}

}  // namespace

std::string to_junit(const Record& record) {
  std::string suites;
  Suite all;
  for (const Cell& cell : record.cells) {
    const Suite suite = suite_of(cell);
    suites += fmt::format(
        "  <testsuite name=\"{} {}{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" "
        "time=\"{:.3f}\">\n{}  </testsuite>\n",
        escape_markup(cell.subject), cell_name(cell),
        for_interest(record, cell) ? " (for interest)" : "", suite.tests, suite.failures,
        suite.skipped, cell.seconds, suite.cases);
    all.tests += suite.tests;
    all.failures += suite.failures;
    all.skipped += suite.skipped;
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"softmax-verify\" "
      "tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" "
      "time=\"{:.3f}\">\n{}</testsuites>\n",
      all.tests, all.failures, all.skipped, record.seconds, suites);
}

}  // namespace softmax::verify::report
