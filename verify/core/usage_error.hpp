// A failure that a user can cause and mend: one clear sentence, exit status 2.
#pragma once

#include <stdexcept>

namespace softmax::verify {

class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace softmax::verify
