#include "verify/subject/arena.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

namespace softmax::verify::subject {
namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20U;

// Whether a byte can be read: the kernel refuses to copy it where not.
bool readable(const std::byte* byte) {
  int ends[2];
  if (pipe(ends) != 0) ADD_FAILURE() << "no pipe";
  const bool copied = write(ends[1], byte, 1) == 1;
  close(ends[0]);
  close(ends[1]);
  return copied;
}

void expect_guarded(const Pages& pages, std::size_t bytes) {
  ASSERT_NE(pages.bytes, nullptr);
  ASSERT_GE(pages.size, bytes);
  std::byte* const last = pages.bytes + pages.size - 1;
  *pages.bytes = *last = std::byte{1};
  for (const std::size_t far : {std::size_t{1}, kGuardBytes / 2, kGuardBytes}) {
    EXPECT_FALSE(readable(pages.bytes - far)) << far << " bytes before";
    EXPECT_FALSE(readable(last + far)) << far << " bytes behind";
  }
}

TEST(Arena, PagesOfEverySizeLieBetweenGuards) {
  Arena arena;
  for (const std::size_t bytes :
       {std::size_t{1}, std::size_t{4097}, kMiB, 3 * kMiB, kMiB + 1, 8 * kMiB + 4096, 2 * kMiB,
        33 * kMiB, 5 * kMiB, 40 * kMiB, 33 * kMiB}) {
    SCOPED_TRACE(bytes);
    expect_guarded(arena.pages(bytes), bytes);
  }
}

TEST(Arena, LongRowsUseTheSamePagesAgain) {
  Arena arena;
  const std::byte* const end = arena.pages(8 * kMiB).bytes + 8 * kMiB;
  for (const std::size_t bytes : {2 * kMiB, 7 * kMiB, kMiB + 4096, 8 * kMiB}) {
    const Pages pages = arena.pages(bytes);
    EXPECT_EQ(pages.size, bytes);
    EXPECT_EQ(pages.bytes + pages.size, end);
  }
}

}  // namespace
}  // namespace softmax::verify::subject
