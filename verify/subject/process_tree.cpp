#include "verify/subject/process_tree.hpp"

#include <dirent.h>
#include <signal.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace softmax::verify::subject {
namespace {

// Parent of a process that has not ended; -1 if there is none such.
pid_t living_parent(const char* pid) {
  const std::string path = std::string("/proc/") + pid + "/stat";
  const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "re"), std::fclose);
  char text[512];
  if (!file || std::fgets(text, sizeof text, file.get()) == nullptr) return -1;
  const std::string line = text;
  const std::size_t name_end = line.rfind(')');  // a name may hold spaces and parentheses
  char state = 'Z';
  int parent = -1;
  if (name_end == std::string::npos ||
      std::sscanf(line.c_str() + name_end + 1, " %c %d", &state, &parent) != 2 || state == 'Z') {
    return -1;
  }
  return parent;
}

std::vector<std::pair<pid_t, pid_t>> processes_with_parents() {
  std::vector<std::pair<pid_t, pid_t>> all;
  const std::unique_ptr<DIR, int (*)(DIR*)> proc(opendir("/proc"), closedir);
  if (!proc) return all;
  while (const dirent* entry = readdir(proc.get())) {
    if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
    const pid_t parent = living_parent(entry->d_name);
    if (parent > 0) all.emplace_back(std::atoi(entry->d_name), parent);
  }
  return all;
}

}  // namespace

std::vector<pid_t> descendants(pid_t root) {
  std::vector<pid_t> family = {root};
  const auto all = processes_with_parents();
  for (std::size_t i = 0; i < family.size(); ++i) {
    for (const auto& [pid, parent] : all) {
      if (parent == family[i] && std::find(family.begin(), family.end(), pid) == family.end()) {
        family.push_back(pid);
      }
    }
  }
  family.erase(family.begin());
  return family;
}

void kill_descendants(pid_t root) {
  // A descendant may start another while we look: again until none is left, within reason.
  for (int round = 0; round < 8; ++round) {
    const std::vector<pid_t> family = descendants(root);
    if (family.empty()) return;
    for (const pid_t pid : family) kill(pid, SIGKILL);
  }
}

}  // namespace softmax::verify::subject
