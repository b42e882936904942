// Peer onednn: oneDNN's softmax and logsoftmax primitives over the columns; f32 and bf16.
#include <dnnl.hpp>
#include <optional>
#include <string>

#include "verify/bench/peer/abi.hpp"

namespace {

using dnnl::memory;

// A primitive made for one shape is kept for the next call of that shape, as a program would.
template <class Primitive>
class Kept {
 public:
  void run(memory::data_type type, const void* x, void* y, std::size_t rows, std::size_t cols) {
    const memory::dims dims = {static_cast<memory::dim>(rows), static_cast<memory::dim>(cols)};
    if (!primitive_ || type != type_ || dims != dims_) make(type, dims);
    source_->set_data_handle(const_cast<void*>(x));
    target_->set_data_handle(y);
    primitive_->execute(stream_, {{DNNL_ARG_SRC, *source_}, {DNNL_ARG_DST, *target_}});
    stream_.wait();
  }

 private:
  void make(memory::data_type type, const memory::dims& dims) {
    const memory::desc layout(dims, type, memory::format_tag::ab);
    constexpr int kColumns = 1;
    const typename Primitive::desc what(dnnl::prop_kind::forward_inference, layout, kColumns);
    primitive_.emplace(typename Primitive::primitive_desc(what, engine_));
    source_.emplace(layout, engine_, nullptr);
    target_.emplace(layout, engine_, nullptr);
    type_ = type;
    dims_ = dims;
  }

  dnnl::engine engine_{dnnl::engine::kind::cpu, 0};
  dnnl::stream stream_{engine_};
  std::optional<Primitive> primitive_;
  std::optional<memory> source_, target_;
  memory::data_type type_ = memory::data_type::undef;
  memory::dims dims_;
};

template <class Primitive, memory::data_type type, class T>
bool run(const T* x, T* y, std::size_t rows, std::size_t cols) {
  if (rows == 0 || cols == 0) return true;
  try {
    thread_local Kept<Primitive> kept;
    kept.run(type, x, y, rows, cols);
    return true;
  } catch (const dnnl::error&) {
    return false;  // not implemented for this format on this processor
  }
}

constexpr auto kF32 = memory::data_type::f32;
constexpr auto kBf16 = memory::data_type::bf16;

}  // namespace

SOFTMAX_PEER_FUNCTION(softmax, f32, float, (run<dnnl::softmax_forward, kF32>))
SOFTMAX_PEER_FUNCTION(softmax, bf16, std::uint16_t, (run<dnnl::softmax_forward, kBf16>))
SOFTMAX_PEER_FUNCTION(log_softmax, f32, float, (run<dnnl::logsoftmax_forward, kF32>))
SOFTMAX_PEER_FUNCTION(log_softmax, bf16, std::uint16_t, (run<dnnl::logsoftmax_forward, kBf16>))

SOFTMAX_PEER const char* softmax_subject_info(void) {
  static const std::string text = [] {
    const dnnl_version_t* v = dnnl_version();
    return "oneDNN " + std::to_string(v->major) + "." + std::to_string(v->minor) + "." +
           std::to_string(v->patch);
  }();
  return text.c_str();
}
