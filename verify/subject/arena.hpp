// Memory for one array of a call, between two inaccessible regions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace softmax::verify::subject {

// One mapping: [guard][bytes][guard].
struct Pages {
  std::byte* bytes = nullptr;
  std::size_t size = 0;  // multiple of the page size
};

inline constexpr std::size_t kGuardBytes = 256 * 1024;

class Arena {
 public:
  // Pages for `bytes` bytes or a little more (powers of two up to 1 MiB, whole pages beyond);
  // bytes == nullptr inside if there is no memory. Kept for the next call of that size; up to 32
  // MiB also for those of other sizes.
  Pages pages(std::size_t bytes);

 private:
  static constexpr std::size_t kClasses = 9;  // 4 KiB to 1 MiB
  std::array<Pages, kClasses> classes_{};
  Pages large_{};  // the whole mapping
  Pages part_{};   // its end, in use; what lies before it is inaccessible
};

// An array of rows x cols elements in pages, touching one guard but for `offset` elements.
struct Placed {
  Pages pages;
  std::byte* lowest = nullptr;  // first byte of the extent
  std::byte* end = nullptr;     // past its last byte
  std::byte* origin = nullptr;  // element (0, 0): not the lowest where a stride is negative
};

}  // namespace softmax::verify::subject
