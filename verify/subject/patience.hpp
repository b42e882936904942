// How long to wait for a subject. A subject that hangs costs one full time limit, not one a case:
// once it has hung, ten times its longest completed call must do.
#pragma once

#include <algorithm>
#include <cstddef>

namespace softmax::verify::subject {

class Patience {
 public:
  // After a hang the limit is never below `least` seconds nor above `limit`.
  explicit Patience(double limit, double least = 0.2) : full_(limit), least_(least) {}

  // For a call with so many elements: the limit is one for up to 2^20 of them, and grows with them.
  double limit(std::size_t elements) const {
    return (has_hung_ ? std::min(full_, std::max(least_, 10 * longest_)) : full_) *
           stretch(elements);
  }
  void completed(double seconds, std::size_t elements) {
    longest_ = std::max(longest_, seconds / stretch(elements));
  }
  void hung() { has_hung_ = true; }

 private:
  static double stretch(std::size_t elements) {
    return std::max(1.0, static_cast<double>(elements) * 0x1p-20);
  }

  double full_;
  double least_;
  double longest_ = 0.0;
  bool has_hung_ = false;
};

}  // namespace softmax::verify::subject
