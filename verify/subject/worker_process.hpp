// The auditor's end of a worker: start, ask, and learn how it ended.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "verify/subject/child_process.hpp"
#include "verify/subject/shared_segment.hpp"

namespace softmax::verify::subject {

class WorkerProcess {
 public:
  // Starts the executable; nothing is loaded yet.
  explicit WorkerProcess(std::uint64_t memory_limit);
  ~WorkerProcess();

  enum class Outcome { answered, died, timed_out };

  // Raises the request that stands in the Control and waits, so long for each of its calls. After
  // anything but `answered` the worker is gone (killed, if need be).
  Outcome ask(double limit_seconds);

  // Whether the request was begun, when it died.
  bool begun() { return segment_.control().begun.load() == number_; }
  // How it died.
  const ExitStatus& status() const { return status_; }
  SharedSegment& segment() { return segment_; }
  Output& output() { return output_; }

 private:
  Outcome lost();

  SharedSegment segment_;
  Output output_;
  ChildProcess process_;
  ExitStatus status_;
  std::uint32_t number_ = 0;
};

}  // namespace softmax::verify::subject
