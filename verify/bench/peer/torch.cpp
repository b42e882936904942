// Peer torch: libtorch with the CPU capability that ATen chooses (or ATEN_CPU_CAPABILITY says).
#include <ATen/Version.h>
#include <torch/csrc/api/include/torch/version.h>

#include <string>
#include <string_view>

#include "verify/bench/peer/abi.hpp"
#include "verify/bench/peer/torch_rows.hpp"

namespace {

using softmax::verify::bench::on_tensors;

template <at::ScalarType type, class T>
bool softmax_rows(const T* x, T* y, std::size_t rows, std::size_t cols) {
  return on_tensors<type>(x, y, rows, cols, false, [](const at::Tensor& in, at::Tensor& out) {
    at::_softmax_out(out, in, 1, false);
  });
}

template <at::ScalarType type, class T>
bool log_softmax_rows(const T* x, T* y, std::size_t rows, std::size_t cols) {
  return on_tensors<type>(x, y, rows, cols, false, [](const at::Tensor& in, at::Tensor& out) {
    at::_log_softmax_out(out, in, 1, false);
  });
}

template <at::ScalarType type, class T>
bool logsumexp_rows(const T* x, T* y, std::size_t rows, std::size_t cols) {
  return on_tensors<type>(x, y, rows, cols, true, [](const at::Tensor& in, at::Tensor& out) {
    at::logsumexp_out(out, in, {1});
  });
}

// What ATen dispatches to, from its description of itself.
std::string capability() {
  const std::string all = at::show_config();
  constexpr std::string_view kBefore = "CPU capability usage: ";
  const std::size_t found = all.find(kBefore);
  if (found == std::string::npos) return "unknown";
  const std::size_t from = found + kBefore.size();
  return all.substr(from, all.find('\n', from) - from);
}

}  // namespace

#define SOFTMAX_TORCH(suffix, T, type)                                                    \
  SOFTMAX_PEER_FUNCTION(softmax, suffix, T, (softmax_rows<at::ScalarType::type>))         \
  SOFTMAX_PEER_FUNCTION(log_softmax, suffix, T, (log_softmax_rows<at::ScalarType::type>)) \
  SOFTMAX_PEER_FUNCTION(logsumexp, suffix, T, (logsumexp_rows<at::ScalarType::type>))

SOFTMAX_TORCH(f64, double, Double)
SOFTMAX_TORCH(f32, float, Float)
SOFTMAX_TORCH(f16, std::uint16_t, Half)
SOFTMAX_TORCH(bf16, std::uint16_t, BFloat16)

SOFTMAX_PEER const char* softmax_subject_info(void) {
  static const std::string text = "libtorch " TORCH_VERSION ", CPU capability " + capability();
  return text.c_str();
}
