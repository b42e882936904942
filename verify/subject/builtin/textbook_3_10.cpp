// Built-in subject textbook-3.10: exp(x_k) / Σ exp(x_i). Overflows above 709.8 (f64), 88.7 (f32).
#include "softmax/textbook.hpp"

#include "verify/subject/builtin/textbook_rows.hpp"

namespace {
constexpr auto kForm = [](auto x, auto y) { softmax::textbook::softmax_3_10(x, y); };
}

SOFTMAX_TEXTBOOK(f64, double, kForm, 0)
SOFTMAX_TEXTBOOK(f32, float, kForm, 0)
SOFTMAX_SUBJECT const char* softmax_subject_info(void) { return "textbook (3.10)"; }
