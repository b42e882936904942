// Files of a report, each under a temporary name and renamed: a reader never sees half a file.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace softmax::verify::report {

struct File {
  std::string name, text;
};

// Makes the folder if missing. Throws UsageError when it cannot be written.
void write_files(const std::filesystem::path& folder, const std::vector<File>& files);

}  // namespace softmax::verify::report
