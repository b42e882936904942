// One process of door 2: a request out, a reply in, at the same time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "verify/core/format.hpp"
#include "verify/subject/child_process.hpp"

namespace softmax::verify::subject {

// What came of a request.
struct Exchange {
  enum class Outcome { replied, refused, malformed, ended, timed_out };
  Outcome outcome = Outcome::replied;
  std::string data;     // bytes of the array, if replied
  std::string trouble;  // "the reply …" if malformed; how much of it came, if timed out or ended
  ExitStatus status;    // if ended
  bool unread = false;  // ended before it read any byte of the request
};

class ProgramProcess {
 public:
  // Runs `sh -c command`. Throws UsageError if that cannot be started.
  void start(const std::string& command, const std::vector<std::string>& environment,
             std::uint64_t memory_limit);
  bool running() const { return process_.running(); }
  void end();

  // Sends a request (header and data) and reads a reply, which must be of `format` and `shape`;
  // `may_refuse`: a first dimension of 0 is a refusal. After anything but replied and refused the
  // process is gone.
  Exchange exchange(const std::string& request, Format format,
                    const std::vector<std::size_t>& shape, bool may_refuse, double limit_seconds);
  Output& output() { return *output_; }

 private:
  struct Progress;
  bool send(Progress& progress);
  bool receive(Progress& progress);
  void judge_header(Progress& progress, Format format, const std::vector<std::size_t>& shape,
                    bool may_refuse);
  void await_end(Exchange& exchange, std::size_t sent);

  ChildProcess process_;
  Descriptor to_, from_;
  std::unique_ptr<Output> output_;
};

}  // namespace softmax::verify::subject
