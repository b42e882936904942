#include "verify/subject/lasting_thread.hpp"

#include <sched.h>

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace softmax::verify::subject {
namespace {

class LastingThread {
 public:
  void run(const std::function<void()>& what) {
    cpu_set_t processors;
    const bool known = sched_getaffinity(0, sizeof processors, &processors) == 0;
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return work_ == nullptr; });  // one at a time
    const std::function<void()> there = [&] {
      if (known) sched_setaffinity(0, sizeof processors, &processors);
      what();
    };
    work_ = &there;
    changed_.notify_all();
    changed_.wait(lock, [&] { return work_ != &there; });
  }

 private:
  void serve(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, stop, [&] { return work_ != nullptr; })) {
      (*work_)();
      work_ = nullptr;
      changed_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable_any changed_;
  const std::function<void()>* work_ = nullptr;
  std::jthread thread_{[this](const std::stop_token& stop) { serve(stop); }};
};

}  // namespace

void on_lasting_thread(const std::function<void()>& what) {
  static LastingThread thread;
  thread.run(what);
}

}  // namespace softmax::verify::subject
