#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <string>

namespace softmax::verify::command {

// A bar on a terminal and nothing in a log.
class ProgressBar {
 public:
  void operator()(double share, const std::string& what) {
    if (!terminal_) return;
    constexpr int kWidth = 30;
    const int filled = static_cast<int>(share * kWidth);
    fmt::print(stderr, "\r[{}{}] {:3.0f} %  {:<44}",
               std::string(static_cast<std::size_t>(filled), '#'),
               std::string(static_cast<std::size_t>(kWidth - filled), '.'), share * 100, what);
    std::fflush(stderr);
    drawn_ = true;
  }
  void clear() const {
    if (drawn_) fmt::print(stderr, "\r{:90}\r", "");
  }

 private:
  bool terminal_ = isatty(STDERR_FILENO) != 0;
  bool drawn_ = false;
};

}  // namespace softmax::verify::command
