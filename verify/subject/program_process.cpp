#include "verify/subject/program_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <numeric>
#include <optional>

#include "verify/core/usage_error.hpp"
#include "verify/subject/futex.hpp"
#include "verify/subject/npy.hpp"

namespace softmax::verify::subject {
namespace {

// While it lives, a write to a program that is gone gives EPIPE and no signal.
class NoSigpipe {
 public:
  NoSigpipe() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoSigpipe() {
    const timespec at_once{};
    while (sigtimedwait(&pipe_, nullptr, &at_once) == SIGPIPE) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoSigpipe(const NoSigpipe&) = delete;
  NoSigpipe& operator=(const NoSigpipe&) = delete;

 private:
  sigset_t pipe_{}, before_{};
};

std::string shape_text(const std::vector<std::size_t>& shape) {
  return fmt::format("({}{})", fmt::join(shape, ", "), shape.size() == 1 ? "," : "");
}

}  // namespace

struct ProgramProcess::Progress {
  const std::string& request;
  std::size_t sent = 0;
  std::string reply;
  std::optional<NpyHeader> header;
  std::size_t data_bytes = 0;  // of the array that the header announces, once it is there
  bool refused = false;
  std::string error;     // why the reply is malformed
  bool can_send = true;  // the program still reads
  bool can_read = true;  // the program has not closed its output

  std::size_t reply_bytes() const { return header ? header->bytes + data_bytes : 0; }
  bool complete() const { return header && reply.size() >= reply_bytes(); }
};

void ProgramProcess::start(const std::string& command, const std::vector<std::string>& environment,
                           std::uint64_t memory_limit) {
  end();
  int in[2], out[2];
  if (pipe2(in, O_CLOEXEC) != 0) throw UsageError("no pipe to a program can be made");
  Descriptor in_read(in[0]), in_write(in[1]);
  if (pipe2(out, O_CLOEXEC) != 0) throw UsageError("no pipe from a program can be made");
  Descriptor out_read(out[0]), out_write(out[1]);
  fcntl(in_write.get(), F_SETFL, O_NONBLOCK);
  fcntl(out_read.get(), F_SETFL, O_NONBLOCK);
  output_ = std::make_unique<Output>();
  process_.start({worker_executable(), "program", std::to_string(memory_limit), command},
                 {in_read.get(), out_write.get(), output_->descriptor()}, environment);
  to_ = std::move(in_write);
  from_ = std::move(out_read);
}

void ProgramProcess::end() {
  process_.end();
  to_ = Descriptor();
  from_ = Descriptor();
}

// False once the program reads no more.
bool ProgramProcess::send(Progress& progress) {
  const NoSigpipe guard;
  while (progress.sent < progress.request.size()) {
    const ssize_t n = write(to_.get(), progress.request.data() + progress.sent,
                            progress.request.size() - progress.sent);
    if (n < 0) return errno == EAGAIN || errno == EINTR;
    progress.sent += static_cast<std::size_t>(n);
  }
  return true;
}

// False once the program writes no more.
bool ProgramProcess::receive(Progress& progress) {
  char buffer[65536];
  while (!progress.complete()) {
    const ssize_t n = read(from_.get(), buffer, sizeof buffer);
    if (n == 0) return false;
    if (n < 0) return errno == EAGAIN || errno == EINTR;
    progress.reply.append(buffer, static_cast<std::size_t>(n));
    if (!progress.header) return true;  // look at it before more is read
  }
  return true;
}

void ProgramProcess::judge_header(Progress& progress, Format format,
                                  const std::vector<std::size_t>& shape, bool may_refuse) {
  NpyParse parse = parse_npy_header(progress.reply);
  progress.error = parse.error;
  if (!parse.header) return;
  const NpyHeader& header = *parse.header;
  if (may_refuse && !header.shape.empty() && header.shape[0] == 0) {
    progress.refused = true;
  } else if (header.type != traits(format).npy) {
    progress.error =
        fmt::format("has type '{}'; '{}' is asked for", header.type, traits(format).npy);
  } else if (header.shape != shape) {
    progress.error =
        fmt::format("has shape {}; {} is asked for", shape_text(header.shape), shape_text(shape));
  } else if (header.fortran_order) {
    progress.error = "is in Fortran order; C order is asked for";
  } else {
    progress.data_bytes =
        std::accumulate(shape.begin(), shape.end(), static_cast<std::size_t>(traits(format).bytes),
                        std::multiplies<>());
  }
  progress.header = std::move(parse.header);
}

// The program has closed its output or was seen dead.
void ProgramProcess::await_end(Exchange& exchange, std::size_t sent) {
  constexpr std::uint64_t kGrace = 500'000'000;  // between closing its output and ending
  const std::uint64_t deadline = now_nanoseconds() + kGrace;
  std::optional<ExitStatus> status;
  while (!(status = process_.ended()) && now_nanoseconds() < deadline) usleep(200);
  if (status) {
    int left = 0;
    exchange.outcome = Exchange::Outcome::ended;
    exchange.status = *status;
    // What still stands in the pipe was never read (nothing was sent if it ended before that).
    exchange.unread =
        ioctl(to_.get(), FIONREAD, &left) == 0 && static_cast<std::size_t>(left) >= sent;
  } else {
    exchange.outcome = Exchange::Outcome::malformed;
    exchange.trouble = "ends too early: the program closed its standard output";
  }
}

Exchange ProgramProcess::exchange(const std::string& request, Format format,
                                  const std::vector<std::size_t>& shape, bool may_refuse,
                                  double limit_seconds) {
  Exchange result;
  Progress progress{request, 0, {}, {}, 0, false, {}, true, true};
  const std::uint64_t end_time =
      now_nanoseconds() + static_cast<std::uint64_t>(limit_seconds * 1e9);
  std::uint64_t next_look = now_nanoseconds() + 5'000'000;
  bool gone = false;
  while (progress.error.empty() && !progress.complete() && progress.can_read && !gone) {
    const std::uint64_t now = now_nanoseconds();
    if (now >= end_time) break;
    if (now >= next_look) {  // a grandchild may hold the pipe of a dead program open
      next_look = now + 20'000'000;
      if (const auto status = process_.ended()) {
        result.status = *status;
        progress.can_read = receive(progress);
        gone = true;
        break;
      }
    }
    pollfd files[2] = {{from_.get(), POLLIN, 0}, {to_.get(), POLLOUT, 0}};
    const bool more = progress.can_send && progress.sent < request.size();
    const int wait =
        static_cast<int>(std::min<std::uint64_t>((end_time - now) / 1'000'000 + 1, 10));
    if (poll(files, more ? 2 : 1, wait) <= 0) continue;
    if (more && files[1].revents != 0) progress.can_send = send(progress);
    if (files[0].revents != 0) {
      progress.can_read = receive(progress);
      if (!progress.header) judge_header(progress, format, shape, may_refuse);
    }
  }
  const std::size_t wanted = progress.reply_bytes();
  if (progress.error.empty() && progress.complete()) {
    int extra = 0;
    ioctl(from_.get(), FIONREAD, &extra);
    const std::size_t excess = progress.reply.size() - wanted + static_cast<std::size_t>(extra);
    if (excess != 0) {
      progress.error = fmt::format("is followed by {} bytes more than the array needs", excess);
    } else if (progress.sent < request.size()) {
      progress.error = "came before the whole request was read";
    }
  }
  if (!progress.error.empty()) {
    result.outcome = Exchange::Outcome::malformed;
    result.trouble = std::move(progress.error);
  } else if (progress.refused) {
    result.outcome = Exchange::Outcome::refused;
  } else if (progress.complete()) {
    result.data = progress.reply.substr(progress.header->bytes, progress.data_bytes);
  } else {
    if (!progress.reply.empty()) {
      result.trouble = wanted == 0 ? fmt::format("after {} bytes of a reply", progress.reply.size())
                                   : fmt::format("after {} of {} bytes of a reply",
                                                 progress.reply.size(), wanted);
    }
    if (gone || !progress.can_read) {
      const std::string came = std::move(result.trouble);
      const ExitStatus seen = result.status;
      await_end(result, progress.sent);
      if (gone) result.status = seen;
      if (result.outcome == Exchange::Outcome::ended) result.trouble = came;
    } else {
      result.outcome = Exchange::Outcome::timed_out;
    }
  }
  if (result.outcome != Exchange::Outcome::replied &&
      result.outcome != Exchange::Outcome::refused) {
    end();
  }
  return result;
}

}  // namespace softmax::verify::subject
