// A subject: an implementation under audit behind one of the doors (shared library, program, C++
// callable). Every door takes the same Call and gives the same Reply.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verify/core/format.hpp"
#include "verify/core/function.hpp"
#include "verify/core/matrix.hpp"

namespace softmax::verify::subject {

// Where the rows lie in memory and in what state of the machine the subject is called.
struct Placement {
  // Elements of extra distance between the buffer and its guard page (alignment of x and y).
  std::size_t x_offset = 0;
  std::size_t y_offset = 0;
  // Which end of the buffers touches an inaccessible page: reads and writes past the end (back) or
  // before the beginning (front) are seen at once.
  enum class Guard : std::uint8_t { back, front } guard = Guard::back;
  // x == y; only for subjects whose contract says in_place.
  bool in_place = false;
  // Through the _strided symbol when the subject has one: elements between rows and columns.
  // 0 for both means the contiguous symbol. Negative strides walk backwards.
  std::ptrdiff_t x_row_stride = 0, x_col_stride = 0, y_row_stride = 0, y_col_stride = 0;
  bool strided = false;
  // y is filled with one of two patterns before the call, to see what was not written.
  int fill = 0;
  // softmax_set_threads before the call, when the subject has it; 0: do not call it.
  int threads = 0;
  // Call with FTZ and DAZ set (reported, not judged).
  bool caller_flushes = false;

  friend bool operator==(const Placement&, const Placement&) = default;
};

struct Call {
  Function function = Function::softmax;
  Format format = Format::f64;
  const Matrix* x = nullptr;  // never null when called; rows or cols may be 0
  Placement placement;

  friend bool operator==(const Call&, const Call&) = default;  // the same matrix, not an equal one
};

enum class Ending : std::uint8_t {
  done,       // y is there
  refused,    // the subject returned nonzero (or replied with no rows)
  crashed,    // ended by a signal; `detail` says which and where
  hung,       // did not come back within the time limit
  exited,     // ended the process
  malformed,  // door 2: the reply is not what was asked for
};

// What a subject did besides computing: each is a finding of the law named.
enum class Breach : std::uint8_t {
  input_modified,       // law input
  wrote_outside,        // law bounds: canaries or gaps between strided rows changed
  not_written,          // law written: an element of y still has the fill pattern (both patterns)
  environment_changed,  // law environment: rounding mode, exception masks, FTZ/DAZ
  printed,              // law process: wrote to standard output or standard error
  closed_streams,       // law process: standard output or standard error is not what it was
  forked,               // law process: left a child process behind
  memory_lost,          // law process: its process has no memory left where a new one has
};

struct Reply {
  Ending ending = Ending::done;
  Matrix y;  // rows x results_per_row; empty unless done
  std::vector<std::pair<Breach, std::string>> breaches;
  std::string detail;  // one sentence for endings other than done; what the subject wrote to stderr
  bool at_edge = false;    // crashed: by an access right before or past x or y
  bool no_memory = false;  // refused: not by the subject, which was not called
};

struct Offer {
  Function function;
  Format format;
  bool strided = false;
  friend bool operator==(const Offer&, const Offer&) = default;
};

struct Info {
  std::string name;     // as given on the command line
  std::string door;     // "shared library", "program", "callable"
  std::string version;  // softmax_subject_info(), or empty
  std::vector<Offer> offers;
  bool has_set_threads = false;
  std::string printed_at_load;      // non-empty: what loading it wrote to stdout or stderr
  std::string environment_at_load;  // non-empty: what loading it changed in the FP environment
};

class Subject {
 public:
  virtual ~Subject() = default;
  virtual const Info& info() const = 0;
  // Never throws for anything the subject does. One call at a time per object; open one object a
  // thread.
  virtual Reply call(const Call& call) = 0;
  // Replies to the first of these calls, as call() gives them, made in their order and in few
  // exchanges with the subject's process. The rest was not made: behind a call that was lost, where
  // the arrays do not fit, or where there is no process (then the answer is empty).
  virtual std::vector<Reply> calls_ahead(std::span<const Call> calls) {
    (void)calls;
    return {};
  }
  // The next call will be the first of a new process. False where there is no process to renew.
  virtual bool restart() { return false; }
  // Workers lost so far (crash, hang, exit).
  virtual std::size_t workers_lost() const { return 0; }
};

// What begins the text of a program's Spec.
inline constexpr std::string_view kProgram = "exec:";

// How to reach a subject; cheap to copy, so that each auditing thread opens its own.
struct Spec {
  std::string text;  // a built-in name, a path to a shared library, or exec:COMMAND
  std::vector<std::pair<std::string, std::string>> symbols;  // --symbol softmax_f32=my_kernel
  // Door 2 speaks of one function and format a process; empty: softmax, and f64 and f32.
  std::vector<Function> functions;
  std::vector<Format> formats;
  double time_limit_seconds = 10.0;  // for one call
  std::uint64_t memory_limit_bytes = 8ULL << 30U;
};

// Throws UsageError: no such library, no such symbol, no such built-in name, cannot start.
std::unique_ptr<Subject> open(const Spec& spec);

struct BuiltIn {
  std::string name;
  std::string description;
  std::string path;  // shared library, beside the program or in its library folder
};

// The built-in subjects that were built (Eigen only where it was found).
std::vector<BuiltIn> built_ins();

}  // namespace softmax::verify::subject
