#include "verify/subject/child_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>

#include "verify/core/usage_error.hpp"
#include "verify/subject/lasting_thread.hpp"
#include "verify/subject/process_tree.hpp"

extern char** environ;

namespace softmax::verify::subject {

Descriptor::~Descriptor() {
  if (value_ >= 0) close(value_);
}

Output::Output() : file_(memfd_create("output", MFD_CLOEXEC | MFD_ALLOW_SEALING)) {
  constexpr off_t kMost = 64 * 1024;
  if (!file_ || ftruncate(file_.get(), kMost) != 0 ||
      fcntl(file_.get(), F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) != 0) {
    throw UsageError("cannot create memory for the output of a subject: " +
                     std::string(strerror(errno)));
  }
}

std::string Output::take(std::size_t most) {
  // The offset is that of the child's descriptors: they share one open file.
  const off_t written = lseek(file_.get(), 0, SEEK_CUR);
  if (written <= 0) return {};
  std::string text(std::min(static_cast<std::size_t>(written), most), '\0');
  const ssize_t got = pread(file_.get(), text.data(), text.size(), 0);
  text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  lseek(file_.get(), 0, SEEK_SET);
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = c == '\n' ? '\n' : '?';
  }
  while (!text.empty() && text.back() == '\n') text.pop_back();
  if (text.empty()) text = "(empty lines)";
  if (static_cast<std::size_t>(written) > most) text += " …";
  return text;
}

void ChildProcess::start(const std::vector<std::string>& arguments,
                         const std::vector<int>& descriptors,
                         const std::vector<std::string>& environment) {
  end();
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  // No source may stand where a target comes, or it would be overwritten before it is used.
  const int targets = static_cast<int>(descriptors.size());
  std::vector<Descriptor> moved;
  for (int i = 0; i < targets; ++i) {
    moved.emplace_back(fcntl(descriptors[static_cast<std::size_t>(i)], F_DUPFD_CLOEXEC, targets));
    posix_spawn_file_actions_adddup2(&actions, moved.back().get(), i);
  }
  // A child starts with no signal blocked or ignored, whatever this thread does.
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes,
                           POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::vector<char*> argv, envp;
  for (const std::string& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
  argv.push_back(nullptr);
  for (const std::string& e : environment) envp.push_back(const_cast<char*>(e.c_str()));
  for (char** e = environ; *e != nullptr; ++e) envp.push_back(*e);
  envp.push_back(nullptr);
  int error = 0;
  on_lasting_thread([&] {
    error = posix_spawn(&pid_, argv[0], &actions, &attributes, argv.data(), envp.data());
  });
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (error != 0) {
    pid_ = -1;
    throw UsageError("cannot start " + arguments[0] + ": " + strerror(error));
  }
}

std::optional<ExitStatus> ChildProcess::reap(bool wait) {
  siginfo_t info{};
  // First a look that leaves it a zombie: its process group is certainly ours until it is reaped.
  while (waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT | (wait ? 0 : WNOHANG)) !=
         0) {
    if (errno == EINTR) continue;
    pid_ = -1;  // somebody else reaped it (SIGCHLD ignored): nothing is known of its end
    return ExitStatus{};
  }
  if (info.si_pid == 0) return std::nullopt;
  kill(-pid_, SIGKILL);
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  if (WIFSIGNALED(status)) return ExitStatus{-1, WTERMSIG(status)};
  return ExitStatus{WEXITSTATUS(status), 0};
}

std::optional<ExitStatus> ChildProcess::ended() {
  return running() ? reap(false) : std::optional(ExitStatus{});
}

void ChildProcess::end() {
  if (!running()) return;
  kill(-pid_, SIGSTOP);  // so that a shell says nothing of the children it loses
  kill_descendants(pid_);
  kill(-pid_, SIGKILL);
  kill(pid_, SIGKILL);
  reap(true);
}

std::string signal_name(int signal) {
  const char* name = sigabbrev_np(signal);
  return "signal " + std::to_string(signal) +
         (name == nullptr ? "" : std::string(" (SIG") + name + ")");
}

std::string program_folder() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::string("./") : program.parent_path().string() + "/";
}

std::string worker_executable() {
  if (const char* given = std::getenv("SOFTMAX_VERIFY_WORKER"); given != nullptr) {
    if (access(given, X_OK) == 0) return given;
    throw UsageError("SOFTMAX_VERIFY_WORKER names " + std::string(given) +
                     ", which is not an executable file");
  }
  const std::string folder = program_folder();
  for (const char* place :
       {"softmax-verify-worker", "../libexec/softmax-verify/softmax-verify-worker"}) {
    if (access((folder + place).c_str(), X_OK) == 0) return folder + place;
  }
  throw UsageError("softmax-verify-worker is neither in " + folder + " nor in " + folder +
                   "../libexec/softmax-verify/; set SOFTMAX_VERIFY_WORKER to its path");
}

}  // namespace softmax::verify::subject
