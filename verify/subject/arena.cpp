#include "verify/subject/arena.hpp"

#include <sys/mman.h>

#include <bit>

namespace softmax::verify::subject {
namespace {

constexpr std::size_t kPage = 4096;
constexpr std::size_t kHugePage = std::size_t{2} << 20U;
constexpr std::size_t kKept = std::size_t{32} << 20U;

Pages map_pages(std::size_t size) {
  void* all = mmap(nullptr, size + 2 * kGuardBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (all == MAP_FAILED) return {};
  std::byte* bytes = static_cast<std::byte*>(all) + kGuardBytes;
  if (mprotect(bytes, size, PROT_READ | PROT_WRITE) != 0) {
    munmap(all, size + 2 * kGuardBytes);
    return {};
  }
  // A fault for each small page of a long row costs more than the row.
  if (size >= kHugePage) madvise(bytes, size, MADV_HUGEPAGE);
  return {bytes, size};
}

void unmap_pages(Pages& pages) {
  if (pages.bytes == nullptr) return;
  munmap(pages.bytes - kGuardBytes, pages.size + 2 * kGuardBytes);
  pages = {};
}

}  // namespace

Pages Arena::pages(std::size_t bytes) {
  for (std::size_t c = 0; c < kClasses; ++c) {
    if (bytes > kPage << c) continue;
    if (classes_[c].bytes == nullptr) classes_[c] = map_pages(kPage << c);
    return classes_[c];
  }
  const std::size_t size = (bytes + kPage - 1) / kPage * kPage;
  if (part_.size == size) return part_;
  const std::size_t whole = size <= kKept ? std::bit_ceil(size) : size;
  if (size > large_.size || large_.size > kKept) {
    unmap_pages(large_);
    large_ = part_ = map_pages(whole);
    if (large_.bytes == nullptr) return {};
  }
  // To map and clear pages costs more than a long row: those before the part stay, inaccessible.
  part_ = {large_.bytes + (large_.size - size), size};
  const std::size_t before = large_.size - size;
  if (mprotect(large_.bytes, large_.size, PROT_READ | PROT_WRITE) != 0 ||
      (before > 0 && mprotect(large_.bytes, before, PROT_NONE) != 0)) {
    unmap_pages(large_);
    part_ = {};
  }
  return part_;
}

}  // namespace softmax::verify::subject
