#include "verify/subject/shared_segment.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <new>

#include "verify/core/usage_error.hpp"

namespace softmax::verify::subject {

SharedSegment::SharedSegment() : file_(memfd_create("softmax-verify", MFD_CLOEXEC)) {
  if (file_ && ftruncate(file_.get(), kArraysAt) == 0) {
    mapped_ = mmap(nullptr, kArraysAt, PROT_READ | PROT_WRITE, MAP_SHARED, file_.get(), 0);
  }
  if (mapped_ == nullptr || mapped_ == MAP_FAILED) {
    throw UsageError("no memory to share with a worker process");
  }
  size_ = kArraysAt;
  new (mapped_) Control;
  control().segment_bytes = size_;
}

SharedSegment::~SharedSegment() { munmap(mapped_, size_); }

bool SharedSegment::grow(std::size_t bytes) {
  if (bytes <= size_) return true;
  // Doubling keeps the number of remappings small; 4096 divides every size.
  const std::size_t size =
      std::max((bytes + 4095) / 4096 * 4096, std::min(size_ * 2, size_ + (16U << 20U)));
  if (ftruncate(file_.get(), static_cast<off_t>(size)) != 0) return false;
  // A second mapping, then the first one goes: ThreadSanitizer follows these, and not mremap.
  void* moved = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file_.get(), 0);
  if (moved == MAP_FAILED) return false;
  munmap(mapped_, size_);
  mapped_ = moved;
  size_ = size;
  control().segment_bytes = size;
  return true;
}

}  // namespace softmax::verify::subject
