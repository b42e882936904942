// Loading the shared library under audit, in the worker.
#pragma once

#include <cstdint>

#include "verify/subject/protocol.hpp"

namespace softmax::verify::subject {

struct Library {
  void* symbols[kSymbols] = {};
  void (*set_threads)(int) = nullptr;
};

// Reads path and names from `names` (see kArraysAt) and fills control.loaded.
Library load_library(Control& control, const char* names);

}  // namespace softmax::verify::subject
