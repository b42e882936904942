#include "verify/subject/worker/library.hpp"

#include <dlfcn.h>

#include <cstring>

#include "verify/subject/fp_environment.hpp"

namespace softmax::verify::subject {
namespace {

template <std::size_t N>
void copy_text(char (&to)[N], const char* from) {
  if (from == nullptr) return;
  const std::size_t length = strnlen(from, N - 1);
  std::memcpy(to, from, length);
  to[length] = '\0';
}

}  // namespace

Library load_library(Control& control, const char* names) {
  Library library;
  LoadAnswer& loaded = control.loaded;
  const auto next = [&names] {
    const char* name = names;
    names += std::strlen(names) + 1;
    return name;
  };
  reset_fp_environment();
  const FpEnvironment before = fp_environment();
  void* handle = dlopen(next(), RTLD_NOW | RTLD_LOCAL);
  const FpEnvironment after = fp_environment();
  reset_fp_environment();
  loaded.mxcsr_before = before.control;
  loaded.x87_before = before.x87;
  loaded.mxcsr_after = after.control;
  loaded.x87_after = after.x87;
  if (handle == nullptr) {
    copy_text(loaded.error, dlerror());
    return library;
  }
  for (std::size_t i = 0; i < kSymbols; ++i) {
    library.symbols[i] = dlsym(handle, next());
    if (library.symbols[i] != nullptr) loaded.symbols |= 1U << i;
  }
  library.set_threads = reinterpret_cast<void (*)(int)>(dlsym(handle, next()));
  loaded.set_threads = library.set_threads != nullptr ? 1 : 0;
  const auto info = reinterpret_cast<const char* (*)()>(dlsym(handle, next()));
  if (info != nullptr) copy_text(loaded.version, info());
  return library;
}

}  // namespace softmax::verify::subject
