// What the auditor and the worker say to each other, in memory that both map.
//
// The segment begins with a Control; arrays follow at the offsets given in the calls. The auditor
// writes one call or several, then raises `request`; the worker makes them in their order, writes
// an answer to each and counts it in `finished`, then sets `answer` to the number of the request,
// or to kDied from its signal handler. Several at once, since to hand over to another process and
// back costs more than most calls. Both numbers are futex words. The worker runs
// code that nobody vouches for: the auditor checks whatever it reads here before it uses it.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "verify/subject/futex.hpp"

namespace softmax::verify::subject {

inline constexpr std::uint32_t kDied = 0xFFFFFFFFU;
inline constexpr std::size_t kMostCalls = 32;  // of one request
inline constexpr std::size_t kSymbols = 24;    // function x format x {contiguous, strided}

// Index of a symbol among the 24, in the order of Function and Format.
constexpr std::size_t symbol_index(std::size_t function, std::size_t format, bool strided) {
  return (function * 4 + format) * 2 + (strided ? 1 : 0);
}

constexpr bool is_strided(std::size_t symbol) { return symbol % 2 == 1; }

// Elements between rows and columns, of x or of y.
struct Strides {
  std::int64_t row = 0;
  std::int64_t col = 0;
};

struct CallRequest {
  std::uint32_t symbol = 0;
  std::uint32_t element_bytes = 0;
  std::uint64_t rows = 0, cols = 0, results_per_row = 0;
  std::uint64_t x_offset = 0, y_offset = 0;  // elements between buffer and guard page
  Strides x, y;                              // of the layout in the arena, also when contiguous
  std::uint8_t front_guard = 0, in_place = 0, pass_strides = 0, caller_flushes = 0, fill = 0;
  std::int32_t threads = 0;
  std::uint64_t x_at = 0, y_at = 0, again_at = 0;  // bytes from the start of the segment
};

// Where a law of the call was broken first, and how often.
struct Trace {
  std::uint64_t count = 0;
  std::int64_t first = 0;
};

struct CallAnswer {
  std::int32_t status = 0;     // what the subject returned
  std::uint8_t no_memory = 0;  // the buffers did not fit under the memory limit
  Trace modified;              // elements of x; first: index in row-major order
  Trace outside_x, outside_y;  // bytes; first: bytes from the first element of the buffer
  Trace unwritten;             // elements of y
  std::uint32_t mxcsr_before = 0, mxcsr_after = 0;
  std::uint32_t x87_before = 0, x87_after = 0;
  // Of this call and of those before it that nothing was looked for after.
  std::uint8_t forked = 0;           // a child process was made
  std::uint8_t children_left = 0;    // one of them still runs
  std::uint8_t streams_changed = 0;  // bit 0: standard output, bit 1: standard error
  std::int64_t printed = 0;          // bytes that stand in its output after this call
};

enum class Region : std::uint32_t { elsewhere, x_before, x_after, y_before, y_after, stack, null };

struct Crash {
  std::int32_t signal = 0;
  std::int32_t code = 0;
  Region region = Region::elsewhere;
  std::int32_t is_write = -1;  // 1 write, 0 read, -1 not known
  std::uint64_t distance = 0;  // bytes from the nearest element of the buffer
  std::uint64_t address = 0;
  std::int32_t system_call = 0;  // SIGSYS: the one that was stopped
};

struct LoadAnswer {
  std::uint32_t symbols = 0;  // bit i: symbol i is there
  std::uint8_t set_threads = 0;
  char version[256] = {};
  char error[1024] = {};  // what dlopen said
  std::uint32_t mxcsr_before = 0, mxcsr_after = 0;
  std::uint32_t x87_before = 0, x87_after = 0;
};

struct Control {
  std::atomic<std::uint32_t> request = 0;
  std::atomic<std::uint32_t> answer = 0;
  std::atomic<std::uint32_t> begun = 0;  // number of the request that the subject was called for
  std::atomic<int> auditor_processor = -1;
  std::atomic<int> worker_processor = -1;
  std::int32_t auditor = 0;  // process id
  std::uint64_t memory_limit = 0;
  std::uint64_t segment_bytes = 0;
  Spin spin = Spin::brief;            // between requests
  std::uint32_t look_after_each = 0;  // call, not only after the last, for what it left behind
  std::uint32_t calls = 0;            // of this request
  std::atomic<std::uint32_t> finished = 0;  // of them: the subject came back, `done` is written
  std::array<CallRequest, kMostCalls> call;
  std::array<CallAnswer, kMostCalls> done;
  LoadAnswer loaded;
  Crash crash;
};

static_assert(std::atomic<std::uint32_t>::is_always_lock_free);

// Request 1 is to load: path, the 24 names, the names of softmax_set_threads and
// softmax_subject_info stand behind the Control, each ended by a NUL.
inline constexpr std::size_t kArraysAt = 16384;
static_assert(sizeof(Control) <= kArraysAt);

}  // namespace softmax::verify::subject
