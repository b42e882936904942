#include "verify/subject/shared_library.hpp"

#include <signal.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <numeric>

#include "verify/core/usage_error.hpp"
#include "verify/subject/call_report.hpp"
#include "verify/subject/fp_environment.hpp"
#include "verify/subject/futex.hpp"
#include "verify/subject/patience.hpp"
#include "verify/subject/symbols.hpp"
#include "verify/subject/worker_process.hpp"

namespace softmax::verify::subject {
namespace {

constexpr std::size_t kLargest = std::size_t{1} << 40U;  // bytes of one array

std::string join(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

// Strides of a contiguous array unless both are given as something else.
Strides strides_or_dense(std::ptrdiff_t row, std::ptrdiff_t col, std::size_t cols) {
  if (row == 0 && col == 0) return {static_cast<std::int64_t>(cols), 1};
  return {row, col};
}

class SharedLibrary final : public Subject {
 public:
  SharedLibrary(const Spec& spec, std::string path)
      : spec_(spec),
        path_(std::move(path)),
        names_(symbol_names(spec.symbols)),
        patience_(spec.time_limit_seconds) {
    info_.name = spec.text;
    info_.door = "shared library";
    if (const std::string trouble = start(); !trouble.empty()) {
      throw UsageError("cannot load " + path_ + ": " + trouble);
    }
    const LoadAnswer& loaded = worker_->segment().control().loaded;
    symbols_ = loaded.symbols & ((1U << kSymbols) - 1);
    if (symbols_ == 0) {
      throw UsageError(path_ + " exports none of the names looked for: " +
                       join({names_.begin(), names_.begin() + kSymbols}) +
                       " (--symbol maps other names)");
    }
    const std::vector<Offer> offers = symbol_offers();
    for (std::size_t i = 0; i < kSymbols; ++i) {
      if ((symbols_ >> i & 1U) != 0) info_.offers.push_back(offers[i]);
    }
    info_.has_set_threads = loaded.set_threads != 0;
    info_.version.assign(loaded.version, strnlen(loaded.version, sizeof loaded.version));
    info_.environment_at_load = describe_change({loaded.mxcsr_before, loaded.x87_before},
                                                {loaded.mxcsr_after, loaded.x87_after});
  }

  const Info& info() const override { return info_; }
  std::size_t workers_lost() const override { return lost_; }
  Reply call(const Call& call) override;
  bool restart() override;

 private:
  std::string start();
  Reply attempt(const Call& call, const CallRequest& request, bool& lost_to_others);
  CallRequest request_for(const Call& call) const;
  Reply read_answer(const Call& call, const CallRequest& request);

  Spec spec_;
  std::string path_;
  std::vector<std::string> names_;
  Patience patience_;
  Info info_;
  std::uint32_t symbols_ = 0;
  std::unique_ptr<WorkerProcess> worker_;
  std::size_t lost_ = 0;
  std::uint64_t served_ = 0;  // calls that the worker answered
};

// Starts a worker and loads the library in it; what went wrong, or nothing.
std::string SharedLibrary::start() {
  worker_ = std::make_unique<WorkerProcess>(spec_.memory_limit_bytes);
  served_ = 0;
  SharedSegment& segment = worker_->segment();
  std::string text = path_ + '\0';
  for (const std::string& name : names_) text += name + '\0';
  if (!segment.grow(kArraysAt + text.size())) return "no memory";
  std::memcpy(segment.at(kArraysAt), text.data(), text.size());
  const auto outcome = worker_->ask(spec_.time_limit_seconds);
  const std::string said = worker_->output().take();
  if (outcome == WorkerProcess::Outcome::answered) info_.printed_at_load = said;
  std::string trouble;
  if (outcome == WorkerProcess::Outcome::timed_out) {
    trouble = "loading it did not end within " + seconds_text(spec_.time_limit_seconds);
  } else if (outcome == WorkerProcess::Outcome::died) {
    trouble = "loading it " + describe_end(segment.control(), worker_->status());
  } else if (segment.control().loaded.error[0] != '\0') {
    const char* error = segment.control().loaded.error;
    trouble.assign(error, strnlen(error, sizeof segment.control().loaded.error));
  }
  if (trouble.empty()) return {};
  if (outcome != WorkerProcess::Outcome::answered && !said.empty())
    trouble += "; it wrote: " + said;
  worker_.reset();
  return trouble;
}

CallRequest SharedLibrary::request_for(const Call& call) const {
  const Placement& place = call.placement;
  const Matrix& x = *call.x;
  CallRequest request;
  const auto function = static_cast<std::size_t>(call.function);
  const auto format = static_cast<std::size_t>(call.format);
  const std::size_t plain = symbol_index(function, format, false);
  const std::size_t strided = symbol_index(function, format, true);
  const auto exported = [&](std::size_t symbol) { return (symbols_ >> symbol & 1U) != 0; };
  // A contiguous call is a strided one too, where the library has nothing else.
  const bool pass_strides = exported(strided) && (place.strided || !exported(plain));
  request.symbol = static_cast<std::uint32_t>(pass_strides ? strided : plain);
  request.pass_strides = pass_strides ? 1 : 0;
  request.element_bytes = static_cast<std::uint32_t>(traits(call.format).bytes);
  request.rows = x.rows;
  request.cols = x.cols;
  request.results_per_row = results_per_row(call.function, x.cols);
  request.x_offset = place.x_offset;
  request.y_offset = place.y_offset;
  request.x = {static_cast<std::int64_t>(x.cols), 1};
  request.y = {static_cast<std::int64_t>(request.results_per_row), 1};
  if (pass_strides) {
    request.x = strides_or_dense(place.x_row_stride, place.x_col_stride, x.cols);
    request.y = strides_or_dense(place.y_row_stride, place.y_col_stride, request.results_per_row);
    if (place.in_place) request.y = request.x;
  }
  request.front_guard = place.guard == Placement::Guard::front ? 1 : 0;
  request.in_place = place.in_place ? 1 : 0;
  request.caller_flushes = place.caller_flushes ? 1 : 0;
  request.fill = static_cast<std::uint8_t>(place.fill & 1);
  request.threads = place.threads;
  const auto aligned = [](std::uint64_t bytes) { return (bytes + 63) / 64 * 64; };
  const std::uint64_t size = request.element_bytes;
  request.x_at = kArraysAt;
  request.y_at = aligned(request.x_at + x.values.size() * size);
  request.again_at = aligned(request.y_at + request.rows * request.results_per_row * size);
  return request;
}

bool SharedLibrary::restart() {
  worker_.reset();
  return true;
}

Reply SharedLibrary::call(const Call& call) {
  const CallRequest request = request_for(call);
  Reply reply;
  if ((symbols_ >> request.symbol & 1U) == 0) {
    reply.ending = Ending::refused;
    reply.detail = path_ + " does not export " + names_[request.symbol];
    return reply;
  }
  // A worker that was lost while it was idle, or by a SIGKILL that is not ours (another subject's,
  // the out-of-memory killer's), says little of this call: it is asked once more.
  bool lost_to_others = false;
  reply = attempt(call, request, lost_to_others);
  if (lost_to_others) reply = attempt(call, request, lost_to_others);
  // The arrays of this call do not fit into a process that has served others: a new one tells
  // whether the subject lost the memory, or whether they are too large for any.
  if (const std::uint64_t served = served_; reply.no_memory && worker_ != nullptr && served > 0) {
    worker_.reset();
    ++lost_;
    reply = attempt(call, request, lost_to_others);
    if (!reply.no_memory) {
      reply.breaches.emplace_back(
          Breach::memory_lost,
          "after " + std::to_string(served) +
              " calls its process has no memory left for the arrays of this one, and a new process "
              "has: memory is lost from call to call");
    }
  }
  return reply;
}

Reply SharedLibrary::attempt(const Call& call, const CallRequest& request, bool& lost_to_others) {
  Reply reply;
  lost_to_others = false;
  try {
    if (worker_ == nullptr) {
      if (const std::string trouble = start(); !trouble.empty()) {
        reply.ending = Ending::crashed;
        reply.detail = "a new worker could not load the library again: " + trouble;
        return reply;
      }
    }
  } catch (const UsageError& error) {
    reply.ending = Ending::crashed;
    reply.detail = error.what();
    return reply;
  }
  SharedSegment& segment = worker_->segment();
  const std::size_t size = request.element_bytes;
  const std::size_t results = request.rows * request.results_per_row;
  if (call.x->values.size() > kLargest / size || !segment.grow(request.again_at + results * size)) {
    reply.ending = Ending::refused;
    reply.no_memory = true;
    reply.detail = "no memory for the arrays of this call";
    return reply;
  }
  store(call.format, call.x->values, segment.at(request.x_at));
  segment.control().call = request;
  const std::uint64_t start_time = now_nanoseconds();
  const std::size_t elements = call.x->values.size();
  const auto outcome = worker_->ask(patience_.limit(elements));
  if (outcome == WorkerProcess::Outcome::answered) {
    ++served_;
    patience_.completed(static_cast<double>(now_nanoseconds() - start_time) * 1e-9, elements);
    return read_answer(call, request);
  }
  const std::string said = worker_->output().take();
  if (outcome == WorkerProcess::Outcome::timed_out) {
    reply.ending = Ending::hung;
    reply.detail = "did not come back within " + seconds_text(patience_.limit(elements));
    patience_.hung();
  } else {
    const ExitStatus status = worker_->status();
    reply.ending = status.signal != 0 || segment.control().answer.load() == kDied ? Ending::crashed
                                                                                  : Ending::exited;
    reply.detail = describe_end(segment.control(), status);
    reply.at_edge = ended_at_edge(segment.control());
    lost_to_others = !worker_->begun() || status.signal == SIGKILL;
  }
  if (!said.empty()) reply.detail += "; it wrote: " + said;
  worker_.reset();
  ++lost_;
  return reply;
}

Reply SharedLibrary::read_answer(const Call& call, const CallRequest& request) {
  Reply reply;
  SharedSegment& segment = worker_->segment();
  const CallAnswer answer = segment.control().done;
  if (answer.no_memory != 0) {
    reply.ending = Ending::refused;
    reply.no_memory = true;
    reply.detail = "the arrays of this call do not fit under the memory limit of " +
                   std::to_string(spec_.memory_limit_bytes >> 20U) + " MiB";
    return reply;
  }
  reply.breaches = describe_breaches(request, answer);
  if (const std::string said = worker_->output().take(); !said.empty()) {
    reply.breaches.emplace_back(Breach::printed, "wrote to standard output or error: " + said);
  }
  if (answer.status != 0) {
    reply.ending = Ending::refused;
    reply.detail = "returned " + std::to_string(answer.status);
  } else {
    reply.y = Matrix(request.rows, request.results_per_row);
    load(call.format, segment.at(request.y_at), reply.y.values);
  }
  if (answer.children_left != 0) {  // only the end of the worker is sure to end them all
    worker_.reset();
    ++lost_;
  }
  return reply;
}

}  // namespace

std::unique_ptr<Subject> open_shared_library(const Spec& spec, const std::string& path) {
  std::error_code error;
  const auto absolute = std::filesystem::absolute(path, error);
  if (error || !std::filesystem::exists(absolute, error)) {
    throw UsageError("no such file: " + path +
                     " (a subject is a built-in name, the path of a shared library, or "
                     "exec:COMMAND)");
  }
  if (!std::filesystem::is_regular_file(absolute, error)) {
    throw UsageError(path + " is not a file, but must be a shared library");
  }
  return std::make_unique<SharedLibrary>(spec, absolute.string());
}

}  // namespace softmax::verify::subject
