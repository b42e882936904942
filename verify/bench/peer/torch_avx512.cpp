// Peer torch-avx512: the kernels that libtorch runs with ATEN_CPU_CAPABILITY=avx512, called
// directly: ATen reads that variable once a process, and here two capabilities stand side by side.
// There is none for logsumexp, which libtorch composes of other operations.
#include <ATen/native/cpu/SoftmaxKernel.h>
#include <torch/csrc/api/include/torch/version.h>

#include "verify/bench/peer/abi.hpp"
#include "verify/bench/peer/torch_rows.hpp"

namespace {

using softmax::verify::bench::on_tensors;

bool has_avx512() {
  return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512vl") != 0 &&
         __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512dq") != 0;
}

template <class Stub, at::ScalarType type, class T>
bool run(const T* x, T* y, std::size_t rows, std::size_t cols) {
  if (!has_avx512() || Stub::AVX512 == nullptr) return false;
  return on_tensors<type>(x, y, rows, cols, false,
                          [](const at::Tensor& in, at::Tensor& out) { Stub::AVX512(out, in); });
}

using Softmax = struct at::native::softmax_lastdim_kernel;
using LogSoftmax = struct at::native::log_softmax_lastdim_kernel;

}  // namespace

#define SOFTMAX_TORCH(suffix, T, type)                                            \
  SOFTMAX_PEER_FUNCTION(softmax, suffix, T, (run<Softmax, at::ScalarType::type>)) \
  SOFTMAX_PEER_FUNCTION(log_softmax, suffix, T, (run<LogSoftmax, at::ScalarType::type>))

SOFTMAX_TORCH(f64, double, Double)
SOFTMAX_TORCH(f32, float, Float)
SOFTMAX_TORCH(bf16, std::uint16_t, BFloat16)

SOFTMAX_PEER const char* softmax_subject_info(void) {
  return "libtorch " TORCH_VERSION ", kernels for AVX-512";
}
