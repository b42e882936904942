#include "verify/bench/machine.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace softmax::verify::bench {

std::string vector_extensions() {
  std::ifstream info("/proc/cpuinfo");
  std::string line;
  while (std::getline(info, line)) {
    if (line.starts_with("flags") || line.starts_with("Features")) break;
  }
  std::istringstream words(line);
  std::string found;
  for (std::string word; words >> word;) {
    const bool of_vectors = word.starts_with("sse") || word.starts_with("avx") || word == "fma" ||
                            word == "f16c" || word.starts_with("asimd") || word.starts_with("sve");
    if (of_vectors) found += (found.empty() ? "" : " ") + word;
  }
  return found.empty() ? "unknown" : found;
}

std::string build_flags() { return SOFTMAX_VERIFY_FLAGS; }

}  // namespace softmax::verify::bench
