#include <unistd.h>

#include <array>
#include <cstdlib>

#include "verify/subject/child_process.hpp"
#include "verify/subject/subject.hpp"

namespace softmax::verify::subject {
namespace {

struct Named {
  const char* name;
  const char* file;
  const char* description;
};

constexpr std::array kNamed = {
    Named{"softmax", "libsoftmax.so", "this library, through its C interface"},
    Named{"textbook-3.10", "textbook-3.10.so", "exp(x_k) / sum of exp(x_i), to the letter"},
    Named{"textbook-3.11", "textbook-3.11.so",
          "exp(x_k + C') / sum of exp(x_i + C') with the fixed C' = -100"},
    Named{"eigen", "eigen.so", "Eigen: (x - x.maxCoeff()).exp() divided by its sum"},
};

}  // namespace

std::vector<BuiltIn> built_ins() {
  // A build tree and an installation both have the libraries in a folder beside that of programs.
  std::vector<std::string> folders;
  if (const char* given = std::getenv("SOFTMAX_VERIFY_SUBJECTS"); given != nullptr) {
    folders.push_back(std::string(given) + "/");
  }
  const std::string up = program_folder() + "../";
  for (const char* libraries : {SOFTMAX_VERIFY_LIBDIR "/", "lib/"}) {
    folders.push_back(up + libraries + "softmax-verify/");
    folders.push_back(up + libraries);
  }
  std::vector<BuiltIn> found;
  for (const Named& named : kNamed) {
    for (const std::string& folder : folders) {
      if (access((folder + named.file).c_str(), R_OK) != 0) continue;
      found.push_back({named.name, named.description, folder + named.file});
      break;
    }
  }
  return found;
}

}  // namespace softmax::verify::subject
