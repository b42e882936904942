// Command line only: one verb a file in command/.
#include <malloc.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>

#include "verify/command/command.hpp"
#include "verify/core/usage_error.hpp"

int main(int argc, char** argv) {
  using namespace softmax::verify;
  // Rows come and go by the hundred thousand: memory stays with the process instead of being
  // returned to the system and cleared again.
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_ARENA_MAX, 1);
  CLI::App app{"Verifies softmax, log_softmax and logsumexp implementations."};
  app.name("softmax-verify");
  app.require_subcommand(1);
  app.footer(
      "Exit status: 0 conforming, 1 findings, 2 the audit could not be done, 3 nothing was "
      "compared.\nExample: softmax-verify audit ./libmine.so --format f32");
  int status = 0;
  command::add_audit(app, status);
  command::add_bench(app, status);
  command::add_list(app, status);
  command::add_replay(app, status);
  command::add_oracle(app, status);
  command::add_power(app, status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    return app.exit(help);
  } catch (const CLI::CallForAllHelp& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& error) {
    std::cerr << "softmax-verify: " << error.what() << " (softmax-verify --help shows the verbs)\n";
    return 2;
  } catch (const UsageError& error) {
    std::cerr << "softmax-verify: " << error.what() << '\n';
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "softmax-verify: the audit could not be done: " << error.what() << '\n';
    return 2;
  }
  return status;
}
