// What a peer's adapter exports: the C ABI of door 1 and nothing else, so that a peer is called as
// anybody's shared library is.
#pragma once

#include <cstddef>
#include <cstdint>

#define SOFTMAX_PEER extern "C" __attribute__((visibility("default")))

// SOFTMAX_PEER_FUNCTION(softmax, f32, float, body): body(x, y, rows, cols) gives true when done.
#define SOFTMAX_PEER_FUNCTION(function, suffix, T, body)                                       \
  SOFTMAX_PEER int function##_##suffix(const T* x, T* y, std::size_t rows, std::size_t cols) { \
    return body(x, y, rows, cols) ? 0 : 1;                                                     \
  }

// All three functions of one format, from softmax_rows, log_softmax_rows and logsumexp_rows.
#define SOFTMAX_PEER_FORMAT(suffix, T)                            \
  SOFTMAX_PEER_FUNCTION(softmax, suffix, T, softmax_rows)         \
  SOFTMAX_PEER_FUNCTION(log_softmax, suffix, T, log_softmax_rows) \
  SOFTMAX_PEER_FUNCTION(logsumexp, suffix, T, logsumexp_rows)
