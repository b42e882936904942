#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// Whole numbers that a type of 8 bits holds: signed (variant 0), unsigned (1), their ends alone
// (2), and of 4 bits (3). Differences of the first three reach beyond what 8 bits signed hold;
// those of variants 4 to 6, of 16 bits, the ends of 16 and of 32, beyond what these do.
Matrix expand_whole_numbers(const Recipe& recipe, Format format) {
  const double most = greatest(format);
  return filled(recipe, format, [&](Stream& s, auto, auto) {
    switch (recipe.variant) {
      case 0:
        return static_cast<double>(s.below(256)) - 128.0;
      case 1:
        return static_cast<double>(s.below(256));
      case 2:
        return s.below(2) == 0 ? -128.0 + static_cast<double>(s.below(4))
                               : 127.0 - static_cast<double>(s.below(4));
      case 4:
        return static_cast<double>(s.below(65536)) - 32768.0;
      case 5:
        return s.below(2) == 0 ? -32768.0 + static_cast<double>(s.below(4096))
                               : 32767.0 - static_cast<double>(s.below(4096));
      case 6:
        return s.below(2) == 0
                   ? std::max(-most, -2147483648.0 + static_cast<double>(s.below(1 << 24)))
                   : std::min(most, 2147483647.0 - static_cast<double>(s.below(1 << 24)));
      default:
        return static_cast<double>(s.below(16)) - 8.0;
    }
  });
}

}  // namespace softmax::verify::generator
