// The peers that this project knows how to call: one adapter a file in peer/, built on request
// where the peer's package is installed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace softmax::verify::bench {

struct Peer {
  std::string_view name;
  std::string_view file;
  std::string_view packages;  // of Debian
  std::string_view what;
};

const std::vector<Peer>& peers();
const Peer* peer_named(std::string_view name);

// Where its adapter lies: $SOFTMAX_VERIFY_PEERS, or the library folder beside the program's.
// Nothing: it was not built.
std::optional<std::string> adapter_of(const Peer& peer);

}  // namespace softmax::verify::bench
