#include "verify/audit/witness_text.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>

#include "verify/core/usage_error.hpp"

namespace softmax::verify::audit {
namespace {

TEST(WitnessText, ReadsBack) {
  Replayable what;
  what.law = "in-place";
  what.function = Function::log_softmax;
  what.format = Format::bf16;
  what.witness.case_number = 12345678901ULL;
  what.witness.x = Matrix(2, 3, {1.0, 1.0, -0.0, -HUGE_VAL, std::nan(""), 0x1p-133});
  what.witness.placement.x_offset = 3;
  what.witness.placement.in_place = true;
  what.witness.placement.guard = subject::Placement::Guard::front;
  what.witness.placement.x_row_stride = -7;
  const std::string text = witness_text(what);
  EXPECT_EQ(text,
            "in-place/log_softmax/bf16/2x3/12345678901/x_offset=3+front=1+in_place=1+xr=-7/"
            "0x1p+0*2,-0x0p+0,-inf,nan,0x1p-133");
  const Replayable back = parse_witness(text + "\n");
  EXPECT_EQ(back.law, what.law);
  EXPECT_EQ(back.function, what.function);
  EXPECT_EQ(back.format, what.format);
  EXPECT_EQ(back.witness.case_number, what.witness.case_number);
  EXPECT_EQ(back.witness.placement, what.witness.placement);
  EXPECT_EQ(witness_text(back), text);
}

TEST(WitnessText, KeepsTheBitsOfANaN) {
  constexpr std::uint64_t kBits[] = {0xFFF8000000000000, 0x7FF0000000000001, 0x7FF8000000000000};
  Replayable what;
  what.law = "special";
  what.witness.x = Matrix(1, 3);
  for (std::size_t k = 0; k < 3; ++k) what.witness.x.values[k] = std::bit_cast<double>(kBits[k]);
  const std::string text = witness_text(what);
  EXPECT_TRUE(text.ends_with("/nan:fff8000000000000,nan:7ff0000000000001,nan")) << text;
  const Replayable back = parse_witness(text);
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_EQ(std::bit_cast<std::uint64_t>(back.witness.x.values[k]), kBits[k]);
  }
}

TEST(WitnessText, SaysWhatIsWrong) {
  for (const char* bad :
       {"", "range", "rnge/softmax/f32/1x1/0/-/0x1p+0", "range/softmx/f32/1x1/0/-/0x1p+0",
        "range/softmax/f31/1x1/0/-/0x1p+0", "range/softmax/f32/11/0/-/0x1p+0",
        "range/softmax/f32/1x2/0/-/0x1p+0", "range/softmax/f32/1x1/z/-/0x1p+0",
        "range/softmax/f32/1x1/0/upside=1/0x1p+0", "range/softmax/f32/1x1/0/-/one",
        "range/softmax/f32/1x1/0/-/0x1.00000001p+0", "range/softmax/f32/1x1/0/-/nan:3",
        "range/softmax/f32/1x1/0/-/0x1p+0*9"}) {
    EXPECT_THROW((void)parse_witness(bad), UsageError) << bad;
  }
}

}  // namespace
}  // namespace softmax::verify::audit
