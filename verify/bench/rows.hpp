// The rows of one measurement in memory. All subjects get the same addresses, so that alignment
// and pages are the same for all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "verify/bench/shape.hpp"
#include "verify/core/format.hpp"
#include "verify/core/matrix.hpp"

namespace softmax::verify::bench {

inline constexpr std::uint64_t kSeed = 1;
inline constexpr double kDeviation = 3.0;

// Rows of independent normal entries with mean 0 and standard deviation kDeviation, rounded to the
// format: the same for the same shape, format and seed.
class Rows {
 public:
  Rows(Format format, const Shape& shape, std::uint64_t seed = kSeed);

  const Shape& shape() const { return shape_; }
  Format format() const { return format_; }
  const void* x() const { return x_.get(); }
  void* y() const { return y_.get(); }        // as large as x
  Matrix first_rows(std::size_t rows) const;  // of x
  void clear_y() const;                       // NaN in every place: what is not written is seen

 private:
  struct Free {
    void operator()(void* memory) const;
  };
  using Memory = std::unique_ptr<void, Free>;
  static Memory allocate(std::size_t bytes);

  Format format_;
  Shape shape_;
  Memory x_, y_;
};

}  // namespace softmax::verify::bench
