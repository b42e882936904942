#include "verify/subject/call_report.hpp"

#include <fmt/format.h>
#include <signal.h>

#include "verify/subject/fp_environment.hpp"

namespace softmax::verify::subject {
namespace {

std::string past_end(const char* access, std::uint64_t distance, const char* array) {
  if (distance == 0) return fmt::format("{} right past the end of {}", access, array);
  return fmt::format("{} {} bytes past the end of {}", access, distance, array);
}

std::string place_of(const Crash& crash) {
  const char* access = crash.is_write == 1 ? "write" : crash.is_write == 0 ? "read" : "access";
  switch (crash.region) {
    case Region::x_before:
      return fmt::format("{} {} bytes before x", access, crash.distance);
    case Region::x_after:
      return past_end(access, crash.distance, "x");
    case Region::y_before:
      return fmt::format("{} {} bytes before y", access, crash.distance);
    case Region::y_after:
      return past_end(access, crash.distance, "y");
    case Region::stack:
      return "the stack is exhausted or overwritten";
    case Region::null:
      return fmt::format("{} through a null pointer", access);
    default:
      return fmt::format("{} away from x and y", access);
  }
}

std::string element(const char* array, std::int64_t index, std::uint64_t columns) {
  const auto i = static_cast<std::uint64_t>(index);
  if (columns == 0) return fmt::format("{}[{}]", array, i);
  return fmt::format("{}[{}, {}]", array, i / columns, i % columns);
}

std::string outside(const char* array, const Trace& trace) {
  return fmt::format(
      "{} bytes outside the elements of {} changed, the first {} bytes {} its lowest", trace.count,
      array, trace.first < 0 ? -trace.first : trace.first, trace.first < 0 ? "before" : "after");
}

std::vector<std::pair<Breach, std::string>> describe_breaches(const CallRequest& request,
                                                              const CallAnswer& answer) {
  std::vector<std::pair<Breach, std::string>> breaches;
  if (answer.modified.count != 0) {
    breaches.emplace_back(
        Breach::input_modified,
        fmt::format("{} elements of x changed, the first {}", answer.modified.count,
                    element("x", answer.modified.first, request.cols)));
  }
  if (answer.outside_x.count != 0) {
    breaches.emplace_back(Breach::wrote_outside, outside("x", answer.outside_x));
  }
  if (answer.outside_y.count != 0) {
    breaches.emplace_back(Breach::wrote_outside, outside("y", answer.outside_y));
  }
  if (answer.unwritten.count != 0) {
    breaches.emplace_back(
        Breach::not_written,
        fmt::format("{} elements of y were not written, the first {}", answer.unwritten.count,
                    element("y", answer.unwritten.first, request.results_per_row)));
  }
  const std::string environment = describe_change({answer.mxcsr_before, answer.x87_before},
                                                  {answer.mxcsr_after, answer.x87_after});
  if (!environment.empty()) {
    breaches.emplace_back(Breach::environment_changed, "after the call: " + environment);
  }
  if (answer.forked != 0) breaches.emplace_back(Breach::forked, "started a child process");
  if (answer.streams_changed != 0) {
    const char* which[] = {"", "standard output", "standard error",
                           "standard output and standard error"};
    breaches.emplace_back(Breach::closed_streams,
                          fmt::format("closed or replaced {}", which[answer.streams_changed & 3U]));
  }
  return breaches;
}

}  // namespace

std::string seconds_text(double seconds) { return fmt::format("{:.3g} s", seconds); }

std::string describe_end(const Control& control, const ExitStatus& status) {
  if (control.answer.load() == kDied) {
    const Crash crash = control.crash;
    const std::string name = signal_name(crash.signal);
    if (crash.signal == SIGSYS && crash.code > 0) {
      return fmt::format(
          "crashed with {}: it was stopped when it tried to signal another process "
          "(system call {})",
          name, crash.system_call);
    }
    if ((crash.signal == SIGSEGV || crash.signal == SIGBUS) && crash.code > 0) {
      return fmt::format("crashed with {}: {}", name, place_of(crash));
    }
    return "crashed with " + name;
  }
  if (status.signal == SIGKILL) {
    return "was killed by " + signal_name(SIGKILL) +
           ", by itself, by another process or for want of memory";
  }
  if (status.signal != 0) return "crashed with " + signal_name(status.signal);
  if (status.code >= 0) return fmt::format("ended the process with exit status {}", status.code);
  return "ended the process in a way that was not seen";
}

bool ended_at_edge(const Control& control) {
  if (control.answer.load() != kDied) return false;
  switch (control.crash.region) {
    case Region::x_before:
    case Region::x_after:
    case Region::y_before:
    case Region::y_after:
      return true;
    default:
      return false;
  }
}

Reply reply_of(const Call& call, const CallRequest& request, const CallAnswer& answer,
               const std::byte* segment) {
  Reply reply;
  reply.breaches = describe_breaches(request, answer);
  if (answer.status != 0) {
    reply.ending = Ending::refused;
    reply.detail = "returned " + std::to_string(answer.status);
  } else {
    reply.y = Matrix(request.rows, request.results_per_row);
    load(call.format, segment + request.y_at, reply.y.values);
  }
  return reply;
}

}  // namespace softmax::verify::subject
