// The verbs of softmax-verify. Each adds its subcommand; when it was called, it runs while the
// command line is parsed and sets `status`. Throws UsageError.
#pragma once

namespace CLI {
class App;
}

namespace softmax::verify::command {

void add_audit(CLI::App& app, int& status);
void add_bench(CLI::App& app, int& status);
void add_list(CLI::App& app, int& status);
void add_replay(CLI::App& app, int& status);
void add_oracle(CLI::App& app, int& status);
void add_power(CLI::App& app, int& status);

}  // namespace softmax::verify::command
