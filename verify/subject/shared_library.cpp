#include "verify/subject/shared_library.hpp"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <iterator>

#include "verify/core/usage_error.hpp"
#include "verify/subject/call_request.hpp"
#include "verify/subject/fp_environment.hpp"
#include "verify/subject/library_worker.hpp"
#include "verify/subject/symbols.hpp"

namespace softmax::verify::subject {
namespace {

std::string join(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

class SharedLibrary final : public Subject {
 public:
  SharedLibrary(const Spec& spec, std::string path)
      : path_(std::move(path)), names_(symbol_names(spec.symbols)), worker_(spec, path_) {
    info_.name = spec.text;
    info_.door = "shared library";
    if (const std::string trouble = worker_.start(); !trouble.empty()) {
      throw UsageError("cannot load " + path_ + ": " + trouble);
    }
    const LoadAnswer& loaded = worker_.loaded();
    symbols_ = loaded.symbols & ((1U << kSymbols) - 1);
    if (symbols_ == 0) {
      throw UsageError(path_ + " exports none of the names looked for: " +
                       join({names_.begin(), names_.begin() + kSymbols}) +
                       " (--symbol maps other names)");
    }
    const std::vector<Offer> offers = symbol_offers();
    for (std::uint32_t i = 0; i < kSymbols; ++i) {
      if (exported(i)) info_.offers.push_back(offers[i]);
    }
    info_.has_set_threads = loaded.set_threads != 0;
    info_.version.assign(loaded.version, strnlen(loaded.version, sizeof loaded.version));
    info_.environment_at_load = describe_change({loaded.mxcsr_before, loaded.x87_before},
                                                {loaded.mxcsr_after, loaded.x87_after});
    info_.printed_at_load = worker_.printed_at_load();
  }

  const Info& info() const override { return info_; }
  std::size_t workers_lost() const override { return worker_.lost(); }
  Reply call(const Call& call) override;
  std::vector<Reply> calls_ahead(std::span<const Call> calls) override;
  bool restart() override {
    worker_.end();
    return true;
  }

 private:
  bool exported(std::uint32_t symbol) const { return (symbols_ >> symbol & 1U) != 0; }
  std::string path_;
  std::vector<std::string> names_;
  LibraryWorker worker_;
  Info info_;
  std::uint32_t symbols_ = 0;
};

Reply SharedLibrary::call(const Call& call) {
  if (const std::uint32_t symbol = symbol_of(call, symbols_); !exported(symbol)) {
    Reply reply;
    reply.ending = Ending::refused;
    reply.detail = path_ + " does not export " + names_[symbol];
    return reply;
  }
  auto made = worker_.make({&call, 1}, symbols_);
  if (made.lost_to_others) made = worker_.make({&call, 1}, symbols_);  // asked once more
  Reply reply = std::move(made.replies.front());
  // The arrays of this call do not fit into a process that has served others: a new one tells
  // whether the subject lost the memory, or whether they are too large for any.
  if (const std::uint64_t served = worker_.served();
      reply.no_memory && worker_.running() && served > 0) {
    worker_.lose();
    reply = std::move(worker_.make({&call, 1}, symbols_).replies.front());
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

std::vector<Reply> SharedLibrary::calls_ahead(std::span<const Call> calls) {
  std::vector<Reply> replies;
  const auto missing = std::find_if(calls.begin(), calls.end(), [&](const Call& call) {
    return !exported(symbol_of(call, symbols_));
  });
  calls = calls.first(static_cast<std::size_t>(missing - calls.begin()));
  for (bool asked_again = false; !calls.empty();) {
    auto made = worker_.make(calls.first(std::min(calls.size(), kMostCalls)), symbols_);
    auto& some = made.replies;
    const bool again = made.lost_to_others && !asked_again;  // once, as call() does
    asked_again = asked_again || again;
    // Rows for which there is no memory are left to call(), which tells why.
    const bool left = some.back().no_memory;
    if (left || again) some.pop_back();
    const bool lost = std::any_of(some.begin(), some.end(), [](const Reply& reply) {
      return reply.ending != Ending::done && reply.ending != Ending::refused;
    });
    calls = calls.subspan(some.size());
    std::move(some.begin(), some.end(), std::back_inserter(replies));
    if (left || lost || !(worker_.running() || again)) break;
  }
  return replies;
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
