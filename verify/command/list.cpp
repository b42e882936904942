#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "verify/command/command.hpp"
#include "verify/generator/recipe.hpp"
#include "verify/property/property.hpp"
#include "verify/subject/subject.hpp"

namespace softmax::verify::command {
namespace {

void print_subjects() {
  fmt::print("subjects\n");
  for (const subject::BuiltIn& one : subject::built_ins()) {
    fmt::print("  {:<14} {}\n", one.name, one.description);
  }
}

void print_laws() {
  fmt::print("\nlaws\n");
  for (const property::Property* law : property::properties()) {
    fmt::print("  {:<14} {}\n", law->name, law->law);
  }
}

void print_families() {
  fmt::print("\ngenerator families, with their share of the cases\n");
  for (const generator::Family& family : generator::families()) {
    fmt::print("  {:<24} {:4.1f} %  {}\n", family.name, family.share * 100, family.what);
  }
}

}  // namespace

void add_list(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("list", "show built-in subjects, laws and input families");
  verb->footer("Example: softmax-verify list");
  verb->callback([&status] {
    print_subjects();
    print_laws();
    print_families();
    status = 0;
  });
}

}  // namespace softmax::verify::command
