#include "verify/bench/rows.hpp"

#include <cstdlib>
#include <cstring>
#include <new>
#include <vector>

#include "verify/core/seed.hpp"

namespace softmax::verify::bench {
namespace {

std::size_t bytes_of(Format format) { return static_cast<std::size_t>(traits(format).bytes); }

}  // namespace

void Rows::Free::operator()(void* memory) const { std::free(memory); }

// Aligned to a cache line, with one more behind the end: XNNPACK may read 16 bytes further.
Rows::Memory Rows::allocate(std::size_t bytes) {
  constexpr std::size_t kLine = 64;
  const std::size_t size = (bytes + kLine - 1) / kLine * kLine + kLine;
  Memory memory(std::aligned_alloc(kLine, size));
  if (memory == nullptr) throw std::bad_alloc();
  std::memset(memory.get(), 0, size);
  return memory;
}

Rows::Rows(Format format, const Shape& shape, std::uint64_t seed)
    : format_(format),
      shape_(shape),
      x_(allocate(shape.elements() * bytes_of(format))),
      y_(allocate(shape.elements() * bytes_of(format))) {
  Stream stream(seed, shape.elements());
  std::vector<double> row(shape.cols);
  for (std::size_t r = 0; r < shape.rows; ++r) {
    for (double& entry : row) entry = kDeviation * stream.normal();
    store(format, row, static_cast<char*>(x_.get()) + r * shape.cols * bytes_of(format));
  }
}

Matrix Rows::first_rows(std::size_t rows) const {
  Matrix first(rows, shape_.cols);
  load(format_, x_.get(), first.values);
  return first;
}

void Rows::clear_y() const {
  // All bits set is a NaN in each of the formats.
  std::memset(y_.get(), 0xFF, shape_.elements() * bytes_of(format_));
}

}  // namespace softmax::verify::bench
