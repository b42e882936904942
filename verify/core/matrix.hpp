// A batch of rows: what a subject is called with and what it gives.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <vector>

namespace softmax::verify {

// rows x cols values, row-major and contiguous, each exactly representable in the format of the
// case it belongs to.
struct Matrix {
  std::size_t rows = 0;
  std::size_t cols = 0;
  std::vector<double> values;

  Matrix() = default;
  Matrix(std::size_t r, std::size_t c) : rows(r), cols(c), values(r * c) {}
  Matrix(std::size_t r, std::size_t c, std::vector<double> v)
      : rows(r), cols(c), values(std::move(v)) {}
  Matrix(std::initializer_list<double> row) : rows(1), cols(row.size()), values(row) {}
  explicit Matrix(std::vector<double> row) : rows(1), cols(row.size()), values(std::move(row)) {}

  std::span<const double> row(std::size_t r) const {
    return std::span(values).subspan(r * cols, cols);
  }
  std::span<double> row(std::size_t r) { return std::span(values).subspan(r * cols, cols); }

  friend bool operator==(const Matrix&, const Matrix&) = default;
};

}  // namespace softmax::verify
