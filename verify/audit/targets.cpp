#include <algorithm>

#include "verify/audit/audit.hpp"

namespace softmax::verify::audit {

Contract contract_of(const std::string& subject) {
  Contract contract;
  if (subject == "softmax") {  // the promises of lib/include/softmax
    contract.accuracy = Accuracy::correctly_rounded;
    contract.positive_infinity = InfinityPolicy::limit;
    contract.all_masked = MaskedPolicy::nan;
    contract.in_place = true;
  }
  return contract;
}

std::vector<Target> default_targets() {
  std::vector<Target> targets;
  for (const subject::BuiltIn& built_in : subject::built_ins()) {
    if (built_in.name != "softmax" && built_in.name != "eigen") continue;
    Target target;
    target.spec.text = built_in.name;
    target.contract = contract_of(built_in.name);
    target.for_interest = built_in.name != "softmax";
    targets.push_back(std::move(target));
  }
  std::stable_partition(targets.begin(), targets.end(),
                        [](const Target& t) { return !t.for_interest; });
  return targets;
}

}  // namespace softmax::verify::audit
