#include "verify/bench/writers.hpp"
#include "verify/report/write_files.hpp"

namespace softmax::verify::bench {

void write_all(const Record& record, const std::filesystem::path& folder) {
  report::write_files(folder, {{"speed.md", to_markdown(record)}, {"speed.json", to_json(record)}});
}

}  // namespace softmax::verify::bench
