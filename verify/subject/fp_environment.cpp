#include "verify/subject/fp_environment.hpp"

namespace softmax::verify::subject {
namespace {

void say(std::string& text, const std::string& part) {
  if (!text.empty()) text += ", ";
  text += part;
}

std::string on_off(const char* what, bool on) {
  return std::string(what) + (on ? " set" : " cleared");
}

#if defined(__x86_64__)
constexpr std::uint32_t kDefaultMxcsr = 0x1F80;
constexpr std::uint32_t kStickyFlags = 0x3F;
constexpr std::uint32_t kDaz = 0x40, kMasks = 0x1F80, kRounding = 0x6000, kFtz = 0x8000;
constexpr const char* kModes[] = {"to nearest", "down", "up", "toward zero"};
#endif

}  // namespace

#if defined(__x86_64__)

FpEnvironment fp_environment() {
  struct {
    std::uint32_t control, status, tag, rest[4];
  } x87;
  asm volatile("fnstenv %0" : "=m"(x87));
  // fnstenv masks all x87 exceptions; put the control word back.
  const auto word = static_cast<std::uint16_t>(x87.control);
  asm volatile("fldcw %0" : : "m"(word));
  const std::uint32_t used = (x87.tag & 0xFFFFU) ^ 0xFFFFU;  // 11 in each pair means empty
  return {__builtin_ia32_stmxcsr() & ~kStickyFlags, (x87.control & 0xF3FU) | used << 16U};
}

void reset_fp_environment() {
  asm volatile("fninit");
  __builtin_ia32_ldmxcsr(kDefaultMxcsr);
}

void set_flush_to_zero() { __builtin_ia32_ldmxcsr(kDefaultMxcsr | kFtz | kDaz); }

std::string describe_change(const FpEnvironment& before, const FpEnvironment& after) {
  std::string text;
  const std::uint32_t changed = before.control ^ after.control;
  if ((changed & kRounding) != 0) {
    say(text, std::string("rounding mode ") + kModes[(after.control & kRounding) >> 13U]);
  }
  if ((changed & kMasks) != 0) {
    say(text, (after.control & kMasks) == kMasks ? "exceptions masked" : "exceptions unmasked");
  }
  if ((changed & kFtz) != 0) say(text, on_off("FTZ", (after.control & kFtz) != 0));
  if ((changed & kDaz) != 0) say(text, on_off("DAZ", (after.control & kDaz) != 0));
  if ((changed & ~(kRounding | kMasks | kFtz | kDaz)) != 0) say(text, "MXCSR");
  const std::uint32_t x87 = before.x87 ^ after.x87;
  if ((x87 & 0xC00U) != 0) {
    say(text, std::string("x87 rounding mode ") + kModes[(after.x87 & 0xC00U) >> 10U]);
  }
  if ((x87 & 0x300U) != 0) say(text, "x87 precision");
  if ((x87 & 0x3FU) != 0) say(text, "x87 exception masks");
  if ((x87 & 0xFFFF0000U) != 0) say(text, "x87 registers left in use (emms missing)");
  return text;
}

#elif defined(__aarch64__)

FpEnvironment fp_environment() {
  std::uint64_t fpcr = 0;
  asm volatile("mrs %0, fpcr" : "=r"(fpcr));
  return {static_cast<std::uint32_t>(fpcr), 0};
}

void reset_fp_environment() { asm volatile("msr fpcr, %0" : : "r"(std::uint64_t{0})); }

void set_flush_to_zero() { asm volatile("msr fpcr, %0" : : "r"(std::uint64_t{1} << 24U)); }

std::string describe_change(const FpEnvironment& before, const FpEnvironment& after) {
  constexpr std::uint32_t kRounding = 3U << 22U, kFz = 1U << 24U, kTraps = 0x9F00U;
  std::string text;
  const std::uint32_t changed = before.control ^ after.control;
  if ((changed & kRounding) != 0) say(text, "rounding mode");
  if ((changed & kTraps) != 0) say(text, "exception traps");
  if ((changed & kFz) != 0) say(text, on_off("FZ", (after.control & kFz) != 0));
  if ((changed & ~(kRounding | kFz | kTraps)) != 0) say(text, "FPCR");
  return text;
}

#else
#error "fp_environment.cpp: say how this processor keeps its rounding mode and FTZ"
#endif

}  // namespace softmax::verify::subject
