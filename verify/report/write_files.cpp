#include "verify/report/write_files.hpp"

#include <fmt/format.h>

#include <fstream>

#include "verify/core/usage_error.hpp"

namespace softmax::verify::report {
namespace {

void write(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::path temporary = path;
  temporary += ".partial";
  std::ofstream out(temporary, std::ios::binary);
  out << text;
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(temporary, path, error);
  if (!out || error) {
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    throw UsageError(
        fmt::format("cannot write {}; choose a writable folder with --out", path.string()));
  }
}

}  // namespace

void write_files(const std::filesystem::path& folder, const std::vector<File>& files) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw UsageError(fmt::format("cannot make the folder {}: {}; choose another with --out",
                                 folder.string(), error.message()));
  }
  for (const File& file : files) write(folder / file.name, file.text);
}

}  // namespace softmax::verify::report
