#include "verify/audit/replay.hpp"

#include <fmt/format.h>

#include <fstream>
#include <memory>
#include <sstream>

#include "verify/command/command.hpp"
#include "verify/command/shared_options.hpp"
#include "verify/core/usage_error.hpp"

namespace softmax::verify::command {
namespace {

// A witness that holds no ROWSxCOLS field is the name of a file that does.
std::string text_of(const std::string& witness) {
  std::ifstream in(witness);
  if (!in) return witness;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

struct ReplayOptions {
  std::string witness, subject;
  ContractOptions contract;
  SubjectOptions subject_options;
};

}  // namespace

void add_replay(CLI::App& app, int& status) {
  auto given = std::make_shared<ReplayOptions>();
  CLI::App* verb = app.add_subcommand("replay", "run one witness again");
  verb->footer(
      "WITNESS is what a report prints, or the name of a file that holds it.\n"
      "Example: softmax-verify replay --subject textbook-3.10 "
      "range/softmax/f32/1x1/0/-/0x1.62e43p+6");
  verb->add_option("witness", given->witness, "what to replay")->required()->type_name("WITNESS");
  verb->add_option("--subject", given->subject, "what to call")->required()->type_name("SUBJECT");
  given->contract.add_to(*verb);
  given->subject_options.add_to(*verb);
  verb->callback([given, &status] {
    const audit::Replayable what = audit::parse_witness(text_of(given->witness));
    audit::Target target;
    target.spec = given->subject_options.resolve(given->subject);
    target.spec.functions = {what.function};
    target.spec.formats = {what.format};
    target.contract = given->contract.resolve(given->subject);
    status = audit::replay(target, what);
  });
}

}  // namespace softmax::verify::command
