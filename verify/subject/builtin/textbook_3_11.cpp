// Built-in subject textbook-3.11: exp(x_k + C') / Σ exp(x_i + C') with the fixed C' = −100.
//
// (3.11) is exact for any C', which reads like a licence to choose one for all rows. No constant
// will do: −100 moves the overflow from 709.8 to 809.8 (f64) and from 88.7 to 188.7 (f32), and in
// exchange rows below −645 (f64) or −4 (f32) underflow to 0 / 0 = NaN. Only C' = −max x is sound.
#include "softmax/textbook.hpp"

#include "verify/subject/builtin/textbook_rows.hpp"

namespace {
constexpr auto kForm = [](auto x, auto y) {
  softmax::textbook::softmax_3_11(x, y, static_cast<decltype(y[0] + y[0])>(-100));
};
}

SOFTMAX_TEXTBOOK(f64, double, kForm, -100)
SOFTMAX_TEXTBOOK(f32, float, kForm, -100)
SOFTMAX_SUBJECT const char* softmax_subject_info(void) { return "textbook (3.11), C' = -100"; }
