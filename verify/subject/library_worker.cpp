#include "verify/subject/library_worker.hpp"

#include <signal.h>

#include <algorithm>
#include <cstring>

#include "verify/core/usage_error.hpp"
#include "verify/subject/call_report.hpp"
#include "verify/subject/call_request.hpp"
#include "verify/subject/futex.hpp"
#include "verify/subject/symbols.hpp"

namespace softmax::verify::subject {
namespace {

Reply no_memory(std::string detail) {
  Reply reply;
  reply.ending = Ending::refused;
  reply.no_memory = true;
  reply.detail = std::move(detail);
  return reply;
}

// Whether one of the calls left something behind.
bool left_traces(const std::vector<Reply>& replies) {
  return std::any_of(replies.begin(), replies.end(), [](const Reply& reply) {
    return std::any_of(reply.breaches.begin(), reply.breaches.end(), [](const auto& breach) {
      return breach.first == Breach::forked || breach.first == Breach::closed_streams ||
             breach.first == Breach::printed;
    });
  });
}

}  // namespace

LibraryWorker::LibraryWorker(const Spec& spec, std::string path)
    : path_(std::move(path)),
      names_(symbol_names(spec.symbols)),
      time_limit_seconds_(spec.time_limit_seconds),
      memory_limit_bytes_(spec.memory_limit_bytes),
      patience_(spec.time_limit_seconds) {}

void LibraryWorker::lose() {
  end();
  ++lost_;
}

std::string LibraryWorker::start() {
  process_ = std::make_unique<WorkerProcess>(memory_limit_bytes_);
  served_ = 0;
  SharedSegment& segment = process_->segment();
  std::string text = path_ + '\0';
  for (const std::string& name : names_) text += name + '\0';
  if (!segment.grow(kArraysAt + text.size())) return "no memory";
  std::memcpy(segment.at(kArraysAt), text.data(), text.size());
  const auto outcome = process_->ask(time_limit_seconds_);
  const std::string said = process_->output().take();
  if (outcome == WorkerProcess::Outcome::answered) printed_at_load_ = said;
  std::string trouble;
  if (outcome == WorkerProcess::Outcome::timed_out) {
    trouble = "loading it did not end within " + seconds_text(time_limit_seconds_);
  } else if (outcome == WorkerProcess::Outcome::died) {
    trouble = "loading it " + describe_end(segment.control(), process_->status());
  } else if (segment.control().loaded.error[0] != '\0') {
    const char* error = segment.control().loaded.error;
    trouble.assign(error, strnlen(error, sizeof segment.control().loaded.error));
  }
  if (trouble.empty()) return {};
  if (outcome != WorkerProcess::Outcome::answered && !said.empty())
    trouble += "; it wrote: " + said;
  process_.reset();
  return trouble;
}

// What kept a worker from being there, or nothing.
std::string LibraryWorker::start_again() {
  if (process_ != nullptr) return {};
  try {
    const std::string trouble = start();
    return trouble.empty() ? trouble : "a new worker could not load the library again: " + trouble;
  } catch (const UsageError& error) {
    return error.what();
  }
}

LibraryWorker::Replies LibraryWorker::make(std::span<const Call> calls, std::uint32_t symbols) {
  Replies made = make_once(calls, symbols);
  if (!look_after_each_ && made.replies.size() > 1 && left_traces(made.replies)) {
    end();
    look_after_each_ = true;
    Replies again = make_once(calls, symbols);
    // What a first process did and a second does not is told with the last of the calls.
    if (left_traces(again.replies)) made = std::move(again);
  }
  if (made.children_left) lose();  // only the end of the worker is sure to end them all
  return made;
}

LibraryWorker::Replies LibraryWorker::make_once(std::span<const Call> calls,
                                                std::uint32_t symbols) {
  if (const std::string trouble = start_again(); !trouble.empty()) {
    Reply reply;
    reply.ending = Ending::crashed;
    reply.detail = trouble;
    return {.replies = {std::move(reply)}};
  }
  SharedSegment& segment = process_->segment();
  const auto requests = write_calls(calls, symbols, segment);
  if (!requests) return {.replies = {no_memory("no memory for the arrays of this call")}};
  std::size_t most = 0;  // elements of a call
  for (const Call& call : calls) most = std::max(most, call.x->values.size());
  Control& control = segment.control();
  control.look_after_each = look_after_each_ ? 1 : 0;
  const std::uint64_t begun = now_nanoseconds();
  const auto outcome = process_->ask(patience_.limit(most));
  const bool answered = outcome == WorkerProcess::Outcome::answered;
  // What the subject may have written over is checked: an answer is to one call at least, and a
  // loss leaves one without.
  std::size_t finished = std::min<std::size_t>(control.finished.load(), calls.size());
  finished = answered ? std::max<std::size_t>(finished, 1) : std::min(finished, calls.size() - 1);
  served_ += finished;
  const std::vector<CallAnswer> answers(control.done.begin(), control.done.begin() + finished);
  Replies made;
  for (std::size_t k = 0; k < finished; ++k) {
    made.replies.push_back(read_answer(calls[k], (*requests)[k], answers[k]));
    made.children_left = made.children_left || answers[k].children_left != 0;
  }
  if (answered) {
    patience_.completed(static_cast<double>(now_nanoseconds() - begun) * 1e-9, most);
    read_output(answers, made.replies);
  } else {
    made.replies.push_back(read_loss(outcome, most, made.lost_to_others));
    lose();
  }
  return made;
}

// How the call ended that no answer came to.
Reply LibraryWorker::read_loss(WorkerProcess::Outcome outcome, std::size_t elements,
                               bool& lost_to_others) {
  Reply reply;
  const std::string said = process_->output().take();
  if (outcome == WorkerProcess::Outcome::timed_out) {
    reply.ending = Ending::hung;
    reply.detail = "did not come back within " + seconds_text(patience_.limit(elements));
    patience_.hung();
  } else {
    const Control& control = process_->segment().control();
    const ExitStatus status = process_->status();
    reply.ending =
        status.signal != 0 || control.answer.load() == kDied ? Ending::crashed : Ending::exited;
    reply.detail = describe_end(control, status);
    reply.at_edge = ended_at_edge(control);
    lost_to_others = !process_->begun() || status.signal == SIGKILL;
  }
  if (!said.empty()) reply.detail += "; it wrote: " + said;
  return reply;
}

Reply LibraryWorker::read_answer(const Call& call, const CallRequest& request,
                                 const CallAnswer& answer) {
  if (answer.no_memory != 0) {
    return no_memory("the arrays of this call do not fit under the memory limit of " +
                     std::to_string(memory_limit_bytes_ >> 20U) + " MiB");
  }
  return reply_of(call, request, answer, process_->segment().at(0));
}

// What the subject wrote is told with the first call after which it stood there.
void LibraryWorker::read_output(std::span<const CallAnswer> answers, std::span<Reply> replies) {
  const std::string said = process_->output().take();
  if (said.empty()) return;
  const auto by = std::find_if(answers.begin(), answers.end(),
                               [](const CallAnswer& answer) { return answer.printed > 0; });
  const auto k = static_cast<std::size_t>(by - answers.begin());
  replies[std::min(k, replies.size() - 1)].breaches.emplace_back(
      Breach::printed, "wrote to standard output or error: " + said);
}

}  // namespace softmax::verify::subject
