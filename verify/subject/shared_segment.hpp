// Memory that the auditor and a worker both map: a Control, then arrays. Grows.
#pragma once

#include <cstddef>

#include "verify/subject/child_process.hpp"
#include "verify/subject/protocol.hpp"

namespace softmax::verify::subject {

class SharedSegment {
 public:
  SharedSegment();  // throws UsageError if there is no memory
  ~SharedSegment();
  SharedSegment(const SharedSegment&) = delete;
  SharedSegment& operator=(const SharedSegment&) = delete;

  int descriptor() const { return file_.get(); }
  Control& control() { return *static_cast<Control*>(mapped_); }
  std::byte* at(std::size_t offset) { return static_cast<std::byte*>(mapped_) + offset; }
  // At least `bytes` bytes from now on; false if there is no memory. Moves what at() gave.
  bool grow(std::size_t bytes);
  std::size_t size() const { return size_; }

 private:
  Descriptor file_;
  void* mapped_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace softmax::verify::subject
