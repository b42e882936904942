// A worker process in which a shared library is loaded: requests of one call or several, and what
// became of them. A new process follows one that was lost.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "verify/subject/patience.hpp"
#include "verify/subject/subject.hpp"
#include "verify/subject/worker_process.hpp"

namespace softmax::verify::subject {

class LibraryWorker {
 public:
  LibraryWorker(const Spec& spec, std::string path);  // starts nothing

  // Starts a process and loads the library in it; what went wrong, or nothing. Throws UsageError if
  // no process can be started.
  std::string start();
  void end() { process_.reset(); }
  void lose();  // end, and counted
  bool running() const { return process_ != nullptr; }

  // What loading said; until the process ends.
  const LoadAnswer& loaded() const { return process_->segment().control().loaded; }
  const std::string& printed_at_load() const { return printed_at_load_; }

  // Makes the calls, at most kMostCalls, in their order: replies to the first of them, one at
  // least. Behind one that was lost, that found no memory or left a child process running, none is
  // made. What they left behind (processes, streams, output) is looked for once; if there is any,
  // they are made again in a new process, and from then on it is looked for after each call: six
  // system calls that take as long as many a subject. `symbols` has bit i where the library exports
  // symbol i.
  struct Replies {
    std::vector<Reply> replies;
    // The last one was lost while the worker was idle, or by a SIGKILL that is not ours (another
    // subject's, the out-of-memory killer's): that says little of the call.
    bool lost_to_others = false;
    bool children_left = false;  // a child process of one of them still runs
  };
  Replies make(std::span<const Call> calls, std::uint32_t symbols);

  std::size_t lost() const { return lost_; }
  std::uint64_t served() const { return served_; }  // calls that this process answered

 private:
  Replies make_once(std::span<const Call> calls, std::uint32_t symbols);
  std::string start_again();
  Reply read_answer(const Call& call, const CallRequest& request, const CallAnswer& answer);
  Reply read_loss(WorkerProcess::Outcome outcome, std::size_t elements, bool& lost_to_others);
  void read_output(std::span<const CallAnswer> answers, std::span<Reply> replies);

  std::string path_;
  std::vector<std::string> names_;
  double time_limit_seconds_;
  std::uint64_t memory_limit_bytes_;
  Patience patience_;
  std::string printed_at_load_;
  std::unique_ptr<WorkerProcess> process_;
  bool look_after_each_ = false;
  std::size_t lost_ = 0;
  std::uint64_t served_ = 0;
};

}  // namespace softmax::verify::subject
