#include "verify/subject/program.hpp"

#include <signal.h>

#include <array>

#include "verify/core/usage_error.hpp"
#include "verify/subject/call_report.hpp"
#include "verify/subject/futex.hpp"
#include "verify/subject/npy.hpp"
#include "verify/subject/patience.hpp"
#include "verify/subject/program_process.hpp"

namespace softmax::verify::subject {
namespace {

// After a hang the limit stays above what a new process needs to start (an interpreter with its
// libraries): each hang costs a process.
constexpr double kLeastPatience = 2.0;

// How a program ended, in words; sh reports a signal n of the program that it ran as 128 + n.
int signal_of(const ExitStatus& status) {
  if (status.signal != 0) return status.signal;
  return status.code > 128 && status.code <= 128 + 64 ? status.code - 128 : 0;
}

std::string end_text(const ExitStatus& status) {
  if (const int signal = signal_of(status); signal != 0) return "ended by " + signal_name(signal);
  return "ended with exit status " + std::to_string(status.code);
}

class Program final : public Subject {
 public:
  Program(const Spec& spec, std::string command)
      : spec_(spec),
        command_(std::move(command)),
        patience_(spec.time_limit_seconds, kLeastPatience) {
    if (command_.find_first_not_of(" \t\n") == std::string::npos) {
      throw UsageError("exec: must be followed by the command that starts the program");
    }
    info_.name = spec.text;
    info_.door = "program";
    const auto functions =
        spec.functions.empty() ? std::vector<Function>{Function::softmax} : spec.functions;
    const auto formats =
        spec.formats.empty() ? std::vector<Format>{Format::f64, Format::f32} : spec.formats;
    for (const Function function : functions) {
      for (const Format format : formats) info_.offers.push_back({function, format, false});
    }
    probe();
  }

  const Info& info() const override { return info_; }
  std::size_t workers_lost() const override { return lost_; }
  Reply call(const Call& call) override;

 private:
  void probe();
  Exchange ask(const Call& call);
  ProgramProcess& process_for(const Call& call) {
    return processes_[static_cast<std::size_t>(call.function) * 4 +
                      static_cast<std::size_t>(call.format)];
  }

  Spec spec_;
  std::string command_;
  Patience patience_;
  Info info_;
  std::array<ProgramProcess, 12> processes_;
  std::size_t lost_ = 0;
};

// One request of a single zero: a command that cannot run ends without reading it.
void Program::probe() {
  const Matrix zero(1, 1);
  const Call call{info_.offers[0].function, info_.offers[0].format, &zero, {}};
  const Exchange exchange = ask(call);
  if (exchange.outcome == Exchange::Outcome::ended && exchange.unread) {
    const std::string said = process_for(call).output().take();
    throw UsageError("the program `" + command_ + "` " + end_text(exchange.status) +
                     " before it read a request" +
                     (said.empty() ? "; it wrote nothing to standard error" : ": " + said));
  }
  process_for(call).output().take();
}

Exchange Program::ask(const Call& call) {
  ProgramProcess& process = process_for(call);
  if (!process.running()) {
    process.start(command_,
                  {"SOFTMAX_VERIFY_FUNCTION=" + std::string(name(call.function)),
                   "SOFTMAX_VERIFY_FORMAT=" + std::string(traits(call.format).name)},
                  spec_.memory_limit_bytes);
  }
  const Matrix& x = *call.x;
  std::string request = npy_header(call.format, {x.rows, x.cols});
  const std::size_t header = request.size();
  request.resize(header + x.values.size() * static_cast<std::size_t>(traits(call.format).bytes));
  store(call.format, x.values, request.data() + header);
  std::vector<std::size_t> shape = {x.rows};
  if (call.function != Function::logsumexp) shape.push_back(x.cols);
  const std::uint64_t start = now_nanoseconds();
  Exchange exchange =
      process.exchange(request, call.format, shape, x.rows > 0, patience_.limit(x.values.size()));
  if (exchange.outcome == Exchange::Outcome::timed_out) {
    exchange.trouble = "did not reply within " + seconds_text(patience_.limit(x.values.size())) +
                       (exchange.trouble.empty() ? "" : ", " + exchange.trouble);
    patience_.hung();
  } else {
    patience_.completed(static_cast<double>(now_nanoseconds() - start) * 1e-9, x.values.size());
  }
  return exchange;
}

Reply Program::call(const Call& call) {
  Reply reply;
  Exchange exchange;
  try {
    exchange = ask(call);
    // Killed by another process, or for want of memory: says little of this call, so once more.
    if (exchange.outcome == Exchange::Outcome::ended && signal_of(exchange.status) == SIGKILL) {
      ++lost_;
      exchange = ask(call);
    }
  } catch (const UsageError& error) {
    reply.ending = Ending::crashed;
    reply.detail = error.what();
    return reply;
  }
  const std::string said = process_for(call).output().take();
  switch (exchange.outcome) {
    case Exchange::Outcome::replied:
      reply.y = Matrix(call.x->rows, results_per_row(call.function, call.x->cols));
      load(call.format, exchange.data.data(), reply.y.values);
      reply.detail = said;
      return reply;
    case Exchange::Outcome::refused:
      reply.ending = Ending::refused;
      reply.detail = "replied with no rows";
      break;
    case Exchange::Outcome::malformed:
      reply.ending = Ending::malformed;
      reply.detail = "the reply " + exchange.trouble;
      break;
    case Exchange::Outcome::ended:
      reply.ending = signal_of(exchange.status) != 0 ? Ending::crashed : Ending::exited;
      reply.detail =
          end_text(exchange.status) + (exchange.trouble.empty() ? "" : ", " + exchange.trouble);
      break;
    case Exchange::Outcome::timed_out:
      reply.ending = Ending::hung;
      reply.detail = exchange.trouble;
      break;
  }
  if (exchange.outcome != Exchange::Outcome::refused) ++lost_;
  if (!said.empty()) reply.detail += "; it wrote: " + said;
  return reply;
}

}  // namespace

std::unique_ptr<Subject> open_program(const Spec& spec, const std::string& command) {
  return std::make_unique<Program>(spec, command);
}

}  // namespace softmax::verify::subject
