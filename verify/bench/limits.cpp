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

// Exclusive or of whole numbers: the compiler makes vectors of it without leave to reorder.
// (Functions with clones cannot be templates.)
#define SOFTMAX_LOOPS(Word)                                                                  \
  SOFTMAX_WIDEST Word read_all(const Word* x, std::size_t count) {                           \
    Word all = 0;                                                                            \
    for (std::size_t i = 0; i < count; ++i) all = static_cast<Word>(all ^ x[i]);             \
    return all;                                                                              \
  }                                                                                          \
  SOFTMAX_WIDEST void read_and_write(const Word* x, Word* y, std::size_t count, Word with) { \
    for (std::size_t i = 0; i < count; ++i) y[i] = static_cast<Word>(x[i] ^ with);           \
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
  const auto* from = static_cast<const Word*>(x);
  auto* to = static_cast<Word*>(y);
  for (; rows-- > 0; from += cols, to += cols) read_and_write(from, to, cols, read_all(from, cols));
  return true;
}

template <class Word>
bool read_twice(const void* x, void* y, std::size_t rows, std::size_t cols) {
  const auto* from = static_cast<const Word*>(x);
  auto* to = static_cast<Word*>(y);
  for (; rows-- > 0; from += cols, ++to) {
    const Word first = read_all(from, cols);
    asm volatile("" ::: "memory");  // or one read would do for both
    *to = static_cast<Word>(first ^ read_all(from, cols));
  }
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
