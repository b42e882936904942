#include "verify/bench/peers.hpp"

#include <unistd.h>

#include <cstdlib>

#include "verify/subject/child_process.hpp"

namespace softmax::verify::bench {

const std::vector<Peer>& peers() {
  static const std::vector<Peer> all = {
      {"eigen-native", "eigen-native.so", "libeigen3-dev",
       "Eigen's row expressions written into y, compiled with -O3 -march=native"},
      {"onednn", "onednn.so", "libdnnl-dev", "oneDNN's softmax and logsoftmax primitives"},
      {"xnnpack", "xnnpack.so", "libxnnpack-dev libpthreadpool-dev",
       "XNNPACK's softmax operator, without a thread pool"},
      {"sleef", "sleef.so", "libsleef-dev",
       "three passes with SLEEF's vector exp (1.0 ULP), compiled with -O3 -march=native"},
      {"torch", "torch.so", "libtorch-dev",
       "at::_softmax_out and its like on one thread, CPU capability as ATen chooses"},
      {"torch-avx512", "torch-avx512.so", "libtorch-dev",
       "libtorch's kernels for AVX-512; a processor without refuses"},
  };
  return all;
}

const Peer* peer_named(std::string_view name) {
  for (const Peer& peer : peers()) {
    if (peer.name == name) return &peer;
  }
  return nullptr;
}

std::optional<std::string> adapter_of(const Peer& peer) {
  const char* given = std::getenv("SOFTMAX_VERIFY_PEERS");
  const std::string folder = given != nullptr
                                 ? std::string(given) + "/"
                                 : subject::program_folder() + "../lib/softmax-verify/peer/";
  std::string path = folder + std::string(peer.file);
  if (access(path.c_str(), R_OK) != 0) return std::nullopt;
  return path;
}

}  // namespace softmax::verify::bench
