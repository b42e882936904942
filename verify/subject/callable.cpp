#include "verify/subject/callable.hpp"

#include <exception>

#include "verify/subject/call_report.hpp"
#include "verify/subject/call_request.hpp"

namespace softmax::verify::subject {

Callable::Callable(std::string name) {
  info_.name = std::move(name);
  info_.door = "callable";
  entry_.call = [this](const CallRequest& call, const void* x, void* y) {
    try {
      return bodies_.at(call.symbol)(x, y, call.rows, call.cols);
    } catch (const std::exception& error) {
      thrown_ = std::string("threw an exception: ") + error.what();
    } catch (...) {
      thrown_ = "threw an exception";
    }
    return 1;
  };
}

void Callable::add(Function function, Format format, Body body) {
  const std::size_t symbol =
      symbol_index(static_cast<std::size_t>(function), static_cast<std::size_t>(format), false);
  bodies_.insert_or_assign(static_cast<std::uint32_t>(symbol), std::move(body));
  if ((symbols_ >> symbol & 1U) == 0) info_.offers.push_back({function, format, false});
  symbols_ |= 1U << symbol;
}

void Callable::set_threads(std::function<void(int)> set) {
  entry_.set_threads = std::move(set);
  info_.has_set_threads = true;
}

Reply Callable::call(const Call& call) {
  Reply reply;
  // Offsets count from the first byte of the segment here.
  const CallRequest request = call_request(call, symbols_, 0);
  if ((symbols_ >> request.symbol & 1U) == 0) {
    reply.ending = Ending::refused;
    reply.detail = "there is no callable for this function and format";
    return reply;
  }
  if (segment_.size() < arrays_end(request)) segment_.resize(arrays_end(request));
  store(call.format, call.x->values, segment_.data() + request.x_at);
  thrown_.clear();
  const CallAnswer answer = guarded_call(request, segment_.data(), entry_, memory_);
  if (answer.no_memory != 0) {
    reply.ending = Ending::refused;
    reply.no_memory = true;
    reply.detail = "no memory for the arrays of this call";
    return reply;
  }
  reply = reply_of(call, request, answer, segment_.data());
  if (!thrown_.empty()) reply.detail = thrown_;
  return reply;
}

}  // namespace softmax::verify::subject
