#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {
namespace {

constexpr double kPowers[] = {1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1e0,  1e1,  1e2,  1e3,
                              1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11, 1e12, 1e13,
                              1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22, 1e23,
                              1e24, 1e25, 1e26, 1e27, 1e28, 1e29, 1e30};

}  // namespace

int decades(Format format) {
  return format == Format::f16 ? 11 : static_cast<int>(std::size(kPowers));
}

double decade(Format format, int k) {
  return kPowers[wrap(k, static_cast<std::size_t>(decades(format)))];
}

}  // namespace softmax::verify::generator
