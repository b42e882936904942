// The arithmetic that every proof of this library assumes: round to nearest, gradual underflow,
// no traps. The guard sets it and, at its end, puts back the caller's environment to the last
// bit: rounding mode, FTZ/DAZ, masks, and sticky flags (a call of this library raises none).
#pragma once

#include <cstdint>

#if defined(__SSE2__)
#include <immintrin.h>
#elif !defined(__aarch64__)
#include <cfenv>
#endif

namespace softmax::detail {

class FpEnvironment {
 public:
  FpEnvironment(const FpEnvironment&) = delete;
  FpEnvironment& operator=(const FpEnvironment&) = delete;

#if defined(__SSE2__)
  FpEnvironment() : saved_(_mm_getcsr()) { _mm_setcsr(0x1F80); }  // the reset value of MXCSR
  ~FpEnvironment() { _mm_setcsr(saved_); }

 private:
  unsigned saved_;
#elif defined(__aarch64__)
  FpEnvironment() {
    asm volatile("mrs %0, fpcr" : "=r"(control_));
    asm volatile("mrs %0, fpsr" : "=r"(status_));
    asm volatile("msr fpcr, %0" : : "r"(std::uint64_t{0}) : "memory");
  }
  ~FpEnvironment() {
    asm volatile("msr fpcr, %0" : : "r"(control_) : "memory");
    asm volatile("msr fpsr, %0" : : "r"(status_) : "memory");
  }

 private:
  std::uint64_t control_ = 0;
  std::uint64_t status_ = 0;
#else
  FpEnvironment() {
    std::fegetenv(&saved_);
    std::fesetenv(FE_DFL_ENV);
  }
  ~FpEnvironment() { std::fesetenv(&saved_); }

 private:
  std::fenv_t saved_;
#endif
};

/// Runs work in that environment. The call goes through a pointer that the compiler cannot see
/// through, so no floating-point operation of it can move across the two switches.
template <class Work>
void in_default_environment(Work&& work) {
  void (*run)(Work&) = [](Work& w) { w(); };
  asm volatile("" : "+r"(run));
  const FpEnvironment guard;
  run(work);
}

}  // namespace softmax::detail
