// Names of the C ABI and what they are mapped to.
#pragma once

#include <string>
#include <vector>

#include "verify/subject/protocol.hpp"
#include "verify/subject/subject.hpp"

namespace softmax::verify::subject {

// The 24 names in the order of symbol_index, then softmax_set_threads and softmax_subject_info,
// each replaced by what `mapping` (--symbol ABI=THEIRS) says. Throws UsageError if a key of the
// mapping is no name of the ABI.
std::vector<std::string> symbol_names(
    const std::vector<std::pair<std::string, std::string>>& mapping);

// The offer behind each of the 24 names.
std::vector<Offer> symbol_offers();

}  // namespace softmax::verify::subject
