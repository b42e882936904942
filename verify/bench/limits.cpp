#include "verify/bench/limits.hpp"

#include <cstdint>
#include <cstring>

// The processor's widest vectors, as the subjects have them.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define SOFTMAX_WIDEST __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define SOFTMAX_WIDEST
#endif

namespace softmax::verify::bench {
namespace {

// Exclusive or of whole numbers: the compiler makes vectors of it without leave to reorder. The
// loop over rows is in the clone too, since short rows would otherwise time its call. (Functions
// with clones cannot be templates.)
#define SOFTMAX_LOOPS(Word)                                                                       \
  SOFTMAX_WIDEST void copy_with_all(const Word* x, Word* y, std::size_t rows, std::size_t cols) { \
    for (; rows-- > 0; x += cols, y += cols) {                                                    \
      Word all = 0;                                                                               \
      for (std::size_t j = 0; j < cols; ++j) all = static_cast<Word>(all ^ x[j]);                 \
      for (std::size_t j = 0; j < cols; ++j) y[j] = static_cast<Word>(x[j] ^ all);                \
    }                                                                                             \
  }                                                                                               \
  SOFTMAX_WIDEST void all_twice(const Word* x, Word* y, std::size_t rows, std::size_t cols) {     \
    for (; rows-- > 0; x += cols, ++y) {                                                          \
      Word all = 0;                                                                               \
      for (std::size_t j = 0; j < cols; ++j) all = static_cast<Word>(all ^ x[j]);                 \
      asm volatile("" ::: "memory"); /* or one read would do for both */                          \
      for (std::size_t j = 0; j < cols; ++j) all = static_cast<Word>(all + x[j]);                 \
      *y = all;                                                                                   \
    }                                                                                             \
  }

SOFTMAX_LOOPS(std::uint16_t)
SOFTMAX_LOOPS(std::uint32_t)
SOFTMAX_LOOPS(std::uint64_t)

template <class Word>
bool copy(const void* x, void* y, std::size_t rows, std::size_t cols) {
  std::memcpy(y, x, rows * cols * sizeof(Word));
  return true;
}

template <class Word>
bool read_twice_write_once(const void* x, void* y, std::size_t rows, std::size_t cols) {
  copy_with_all(static_cast<const Word*>(x), static_cast<Word*>(y), rows, cols);
  return true;
}

template <class Word>
bool read_twice(const void* x, void* y, std::size_t rows, std::size_t cols) {
  all_twice(static_cast<const Word*>(x), static_cast<Word*>(y), rows, cols);
  return true;
}

template <class Word>
std::vector<Limit> limits_of(Function function) {
  if (function == Function::logsumexp) return {{"read twice", read_twice<Word>}};
  return {{"memcpy", copy<Word>}, {"read twice, write once", read_twice_write_once<Word>}};
}

}  // namespace

std::vector<Limit> limits(Function function, Format format) {
  switch (traits(format).bytes) {
    case 8:
      return limits_of<std::uint64_t>(function);
    case 4:
      return limits_of<std::uint32_t>(function);
    default:
      return limits_of<std::uint16_t>(function);
  }
}

}  // namespace softmax::verify::bench
