#include "verify/subject/symbols.hpp"

#include <algorithm>

#include "verify/core/usage_error.hpp"

namespace softmax::verify::subject {

std::vector<Offer> symbol_offers() {
  std::vector<Offer> offers;
  for (const Function function : kFunctions) {
    for (const Format format : kFormats) {
      for (const bool strided : {false, true}) offers.push_back({function, format, strided});
    }
  }
  return offers;
}

std::vector<std::string> symbol_names(
    const std::vector<std::pair<std::string, std::string>>& mapping) {
  std::vector<std::string> names;
  for (const Offer& offer : symbol_offers()) {
    names.push_back(std::string(name(offer.function)) + "_" +
                    std::string(traits(offer.format).name) + (offer.strided ? "_strided" : ""));
  }
  names.insert(names.end(), {"softmax_set_threads", "softmax_subject_info"});
  const std::vector<std::string> abi = names;
  for (const auto& [ours, theirs] : mapping) {
    const auto found = std::find(abi.begin(), abi.end(), ours);
    if (found == abi.end() || theirs.empty()) {
      throw UsageError("--symbol " + ours + "=" + theirs +
                       ": the left side must be a name of the ABI, such as softmax_f32 or "
                       "logsumexp_f64_strided, the right side the name in the library");
    }
    names[static_cast<std::size_t>(found - abi.begin())] = theirs;
  }
  return names;
}

}  // namespace softmax::verify::subject
