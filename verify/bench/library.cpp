#include "verify/bench/library.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <filesystem>

#include "verify/core/usage_error.hpp"
#include "verify/subject/fp_environment.hpp"
#include "verify/subject/symbols.hpp"

namespace softmax::verify::bench {

Library::Library(const std::string& path, const Symbols& symbols) {
  std::error_code error;
  const auto absolute = std::filesystem::absolute(path, error);
  if (error || !std::filesystem::is_regular_file(absolute, error)) {
    throw UsageError(
        fmt::format("no such file: {} (a subject of bench is a built-in name, the name of a peer, "
                    "or the path of a shared library)",
                    path));
  }
  const std::vector<std::string> names = subject::symbol_names(symbols);
  // Never unloaded: threads and handlers of a library may outlive its last call.
  void* handle = dlopen(absolute.c_str(), RTLD_NOW | RTLD_LOCAL);
  subject::reset_fp_environment();  // code that runs at load may have set FTZ
  if (handle == nullptr) throw UsageError(fmt::format("cannot load {}: {}", path, dlerror()));
  bool any = false;
  for (const Function function : kFunctions) {
    for (const Format format : kFormats) {
      const auto f = static_cast<std::size_t>(function);
      const auto t = static_cast<std::size_t>(format);
      const std::string& name = names[subject::symbol_index(f, t, false)];
      entries_[f][t] = reinterpret_cast<Entry>(dlsym(handle, name.c_str()));
      any = any || entries_[f][t] != nullptr;
    }
  }
  if (!any) {
    throw UsageError(fmt::format("{} exports none of the names looked for, such as {}", path,
                                 names[subject::symbol_index(0, 1, false)]));
  }
  const auto info = reinterpret_cast<const char* (*)()>(dlsym(handle, names.back().c_str()));
  if (info != nullptr) version_ = info();
}

Kernel Library::kernel(Function function, Format format) const {
  const Entry entry =
      entries_[static_cast<std::size_t>(function)][static_cast<std::size_t>(format)];
  if (entry == nullptr) return {};
  return [entry](const void* x, void* y, std::size_t rows, std::size_t cols) {
    return entry(x, y, rows, cols) == 0;
  };
}

}  // namespace softmax::verify::bench
