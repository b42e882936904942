// Tests that take each vector target of this machine in turn.
#pragma once

#include <hwy/targets.h>

#include <cstdint>

namespace softmax::test {

/// Runs body on each target of this machine.
template <class Body>
void on_every_target(Body body) {
  for (auto rest = static_cast<std::uint64_t>(hwy::SupportedTargets()); rest != 0;
       rest &= rest - 1) {
    const std::uint64_t target = rest & (~rest + 1);
    hwy::SetSupportedTargetsForTest(static_cast<decltype(hwy::SupportedTargets())>(target));
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    body(hwy::TargetName(static_cast<decltype(hwy::SupportedTargets())>(target)));
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  }
}

}  // namespace softmax::test
