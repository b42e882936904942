// An implementation as callables of this program (door 3), and the laws it is held against.
//
// Rows:      x holds rows x cols values, row-major and contiguous; y as many (logsumexp: rows).
//            Either may be at any address its element type allows; x and y do not overlap, unless
//            the implementation promises in_place. rows and cols may be 0.
// Callables: (const T* x, T* y, std::size_t rows, std::size_t cols) for T of 8 bytes (f64), 4 (f32)
//            or 2 (the bits of f16 or bf16). They return nothing, or an int: 0 done, anything else
//            refuses the call; an exception refuses it too.
// Promises:  keys and values of the contract, as on the command line of softmax-verify.
// Errors:    std::runtime_error with one sentence: an unknown function, law, key or value.
// Not contained: a call that crashes or hangs does so in this process. What softmax-verify sees of
// a
//            process (crashes, output, child processes) is not looked at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace softmax::verify {

struct Budget {
  std::uint64_t cases = 500;     // of each law, function and format
  std::uint64_t seed = 1;        // of all cases
  std::size_t longest = 100000;  // entries of a row
};

// One law on one function and format.
struct LawReport {
  std::string skipped_why;   // not empty: the law does not apply, and why
  std::uint64_t cases = 0;   // on which something was compared
  std::uint64_t values = 0;  // compared
  // Empty: no finding. Else some lines: what was given and what the law allows, the witness after
  // shrinking in hexadecimal floating point, and the text that replays it.
  std::string finding;
  std::string witness;  // for Implementation::replay

  bool vacuous() const { return skipped_why.empty() && values == 0; }
};

class Implementation {
 public:
  explicit Implementation(std::string name);
  ~Implementation();
  Implementation(Implementation&&) noexcept;
  Implementation& operator=(Implementation&&) noexcept;

  // `function` is softmax, log_softmax or logsumexp.
  template <class Body>
  Implementation& f64(std::string_view function, Body body) {
    return add<double>(function, "f64", std::move(body));
  }
  template <class Body>
  Implementation& f32(std::string_view function, Body body) {
    return add<float>(function, "f32", std::move(body));
  }
  template <class Element = std::uint16_t, class Body>
  Implementation& f16(std::string_view function, Body body) {
    return add<Element>(function, "f16", std::move(body));
  }
  template <class Element = std::uint16_t, class Body>
  Implementation& bf16(std::string_view function, Body body) {
    return add<Element>(function, "bf16", std::move(body));
  }

  // One key of the contract: promise("accuracy", "ulp:4"), promise("in_place", "yes"), …
  Implementation& promise(std::string_view key, std::string_view value);
  // Called where the contract promises more than one thread, before a call.
  Implementation& set_threads(std::function<void(int)> set);

  struct Cell {
    std::string function, format;
  };
  const std::string& name() const;
  std::vector<Cell> cells() const;         // what was added, in that order
  static std::vector<std::string> laws();  // of every report, in its order

  // Holds one law against the cases of one cell; shrinks the first finding.
  LawReport check(const Cell& cell, std::string_view law, const Budget& budget = {});
  // Holds a law against one witness, as LawReport::witness gives it: law, cell and rows.
  LawReport replay(std::string_view witness);

 private:
  using Untyped = std::function<int(const void*, void*, std::size_t, std::size_t)>;
  Implementation& add_untyped(std::string_view function, std::string_view format, Untyped body);

  template <class Element, class Body>
  Implementation& add(std::string_view function, std::string_view format, Body body) {
    static_assert(!std::is_same_v<Element, double> || sizeof(double) == 8);
    return add_untyped(function, format,
                       [body = std::move(body)](const void* x, void* y, std::size_t rows,
                                                std::size_t cols) mutable -> int {
                         const auto* in = static_cast<const Element*>(x);
                         auto* out = static_cast<Element*>(y);
                         if constexpr (std::is_void_v<decltype(body(in, out, rows, cols))>) {
                           body(in, out, rows, cols);
                           return 0;
                         } else {
                           return static_cast<int>(body(in, out, rows, cols));
                         }
                       });
  }

  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace softmax::verify
