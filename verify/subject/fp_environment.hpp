// The state of the floating-point unit that a subject must leave as it found it: rounding mode,
// exception masks, FTZ/DAZ, x87 precision, x87 registers in use. Sticky flags are not in it.
#pragma once

#include <cstdint>
#include <string>

namespace softmax::verify::subject {

// x86-64: MXCSR, and the x87 control word with the tag word (registers in use) above it.
// AArch64: FPCR in `control`, 0 in `x87`.
struct FpEnvironment {
  std::uint32_t control = 0;
  std::uint32_t x87 = 0;
  friend bool operator==(const FpEnvironment&, const FpEnvironment&) = default;
};

FpEnvironment fp_environment();

// What a C program starts with: to nearest, all exceptions masked, gradual underflow.
void reset_fp_environment();

// FTZ and DAZ (AArch64: FZ) on top of it.
void set_flush_to_zero();

// What differs, in words: "rounding mode up, FTZ set"; empty if nothing does.
std::string describe_change(const FpEnvironment& before, const FpEnvironment& after);

}  // namespace softmax::verify::subject
