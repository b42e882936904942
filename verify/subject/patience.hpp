// How long to wait for a subject. A subject that hangs costs one full time limit, not one a case:
// once it has hung, ten times its longest completed call must do.
#pragma once

#include <algorithm>

namespace softmax::verify::subject {

class Patience {
 public:
  // After a hang the limit is never below `least` seconds nor above `limit`.
  explicit Patience(double limit, double least = 0.2) : full_(limit), least_(least) {}

  double limit() const {
    return has_hung_ ? std::min(full_, std::max(least_, 10 * longest_)) : full_;
  }
  void completed(double seconds) { longest_ = std::max(longest_, seconds); }
  void hung() { has_hung_ = true; }

 private:
  double full_;
  double least_;
  double longest_ = 0.0;
  bool has_hung_ = false;
};

}  // namespace softmax::verify::subject
