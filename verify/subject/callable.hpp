// Door 3: C++ callables of the auditing process itself. The arrays lie between guards as they do in
// the worker, and everything is compared that can be compared here; but nothing contains the call:
// what crashes or hangs, ends the program, as in any test.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "verify/subject/guarded_call.hpp"
#include "verify/subject/subject.hpp"

namespace softmax::verify::subject {

class Callable final : public Subject {
 public:
  // The C ABI with the element type left out: rows x cols values, row-major and contiguous; 0:
  // done. An exception refuses the call, as a nonzero status does, and its text is told.
  using Body = std::function<int(const void* x, void* y, std::size_t rows, std::size_t cols)>;

  explicit Callable(std::string name);
  void add(Function function, Format format, Body body);
  void set_threads(std::function<void(int)> set);

  const Info& info() const override { return info_; }
  Reply call(const Call& call) override;

 private:
  Info info_;
  std::map<std::uint32_t, Body> bodies_;  // by symbol_index
  std::uint32_t symbols_ = 0;
  Entry entry_;
  CallMemory memory_;
  std::vector<std::byte> segment_;
  std::string thrown_;
};

}  // namespace softmax::verify::subject
