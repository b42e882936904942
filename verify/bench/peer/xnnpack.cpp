// Peer xnnpack: XNNPACK's softmax operator on rows of f32, without a thread pool.
#include <xnnpack.h>

#include "verify/bench/peer/abi.hpp"

namespace {

// An operator made for one length of row is kept for the next call, as a program would.
class Kept {
 public:
  Kept() { ready_ = xnn_initialize(nullptr) == xnn_status_success; }
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;
  ~Kept() { drop(); }

  bool run(const float* x, float* y, std::size_t rows, std::size_t cols) {
    if (!ready_) return false;
    if (cols != cols_) {
      drop();
      if (xnn_create_softmax_nc_f32(cols, cols, cols, 0, &operator_) != xnn_status_success) {
        return false;
      }
      cols_ = cols;
    }
    return xnn_setup_softmax_nc_f32(operator_, rows, x, y, nullptr) == xnn_status_success &&
           xnn_run_operator(operator_, nullptr) == xnn_status_success;
  }

 private:
  void drop() {
    if (operator_ != nullptr) xnn_delete_operator(operator_);
    operator_ = nullptr;
    cols_ = 0;
  }

  bool ready_ = false;
  xnn_operator_t operator_ = nullptr;
  std::size_t cols_ = 0;
};

bool softmax_rows(const float* x, float* y, std::size_t rows, std::size_t cols) {
  if (rows == 0 || cols == 0) return true;
  thread_local Kept kept;
  return kept.run(x, y, rows, cols);
}

}  // namespace

SOFTMAX_PEER_FUNCTION(softmax, f32, float, softmax_rows)

SOFTMAX_PEER const char* softmax_subject_info(void) {
  return "XNNPACK " SOFTMAX_PEER_VERSION;  // its header has no version: that of the package
}
