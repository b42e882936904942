// A child process of the auditor: started in its own session, killed with all that it started.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace softmax::verify::subject {

// A descriptor that closes itself.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~Descriptor();
  int get() const { return value_; }
  explicit operator bool() const { return value_ >= 0; }

 private:
  int value_ = -1;
};

// Takes what a child writes to standard output and error, up to 64 KiB; the rest is refused by the
// kernel, so that a flood costs nothing.
class Output {
 public:
  Output();
  int descriptor() const { return file_.get(); }
  // What was written since the last take, not more than `most` bytes and made printable.
  std::string take(std::size_t most = 400);

 private:
  Descriptor file_;
};

struct ExitStatus {
  int code = -1;   // of exit; -1: ended by a signal
  int signal = 0;  // 0: ended by exit
};

class ChildProcess {
 public:
  ChildProcess() = default;
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess() { end(); }

  // Runs `arguments` with the descriptors as 0, 1, 2, …; `environment` is added to that of the
  // auditor. Throws UsageError if the program cannot be started.
  void start(const std::vector<std::string>& arguments, const std::vector<int>& descriptors,
             const std::vector<std::string>& environment);
  bool running() const { return pid_ > 0; }
  // Whether it has ended; its status then, with its process group gone.
  std::optional<ExitStatus> ended();
  // Kills it and everything it started, and waits for it.
  void end();

 private:
  std::optional<ExitStatus> reap(bool wait);
  pid_t pid_ = -1;
};

// "signal 11 (SIGSEGV)"
std::string signal_name(int signal);

// The executable softmax-verify-worker: $SOFTMAX_VERIFY_WORKER, beside this program, or in
// ../libexec/softmax-verify/. Throws UsageError if there is none.
std::string worker_executable();

// Folder of the running program, with a slash at its end.
std::string program_folder();

}  // namespace softmax::verify::subject
