#include "verify/bench/subjects.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verify/bench/peers.hpp"
#include "verify/core/usage_error.hpp"
#include "verify/subject/subject.hpp"

namespace softmax::verify::bench {
namespace {

constexpr std::string_view kOurs = "softmax";
constexpr std::string_view kAllPeers = "peers";

std::string not_built(const Peer& peer) {
  return fmt::format("not installed, or not built (Debian: {})", peer.packages);
}

class Loader {
 public:
  explicit Loader(const Symbols& symbols) : symbols_(symbols) {}

  void add(const std::string& name) {
    if (name == kAllPeers) return add_peers();
    for (const subject::BuiltIn& one : subject::built_ins()) {
      if (one.name == name) return load(name, one.description, one.path, {});
    }
    if (const Peer* peer = peer_named(name); peer != nullptr) {
      const auto path = adapter_of(*peer);
      if (!path) throw UsageError(fmt::format("{} is {}", name, not_built(*peer)));
      return load(name, std::string(peer->what), *path, {});
    }
    if (name.starts_with(subject::kProgram)) {
      throw UsageError(
          fmt::format("{}: bench calls subjects in its own process and takes no programs", name));
    }
    load(name, "shared library", name, symbols_);
  }

  Subjects take() { return std::move(subjects_); }

 private:
  // A peer whose adapter was built and whose libraries are gone since is absent like the rest.
  void add_peers() {
    for (const Peer& peer : peers()) {
      const std::string name(peer.name);
      const auto path = adapter_of(peer);
      if (!path) {
        subjects_.absent.push_back({name, not_built(peer)});
        continue;
      }
      try {
        load(name, std::string(peer.what), *path, {}, true);
      } catch (const UsageError& error) {
        subjects_.absent.push_back({name, error.what()});
      }
    }
  }

  void load(const std::string& name, const std::string& what, const std::string& path,
            const Symbols& symbols, bool for_interest = false) {
    const auto same = [&](const Loaded& one) { return one.line.name == name; };
    if (std::any_of(subjects_.loaded.begin(), subjects_.loaded.end(), same)) return;
    Library library(path, symbols);
    const std::string version = library.version();
    subjects_.loaded.push_back(
        {{name, version, what, for_interest}, name == kOurs, std::move(library)});
  }

  const Symbols& symbols_;
  Subjects subjects_;
};

}  // namespace

Subjects load_subjects(const std::vector<std::string>& names, const Symbols& symbols) {
  Loader loader(symbols);
  if (names.empty()) {
    loader.add(std::string(kOurs));
    loader.add(std::string(kAllPeers));
  }
  for (const std::string& name : names) loader.add(name);
  return loader.take();
}

}  // namespace softmax::verify::bench
