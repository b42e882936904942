#include "verify/power/power.hpp"
#include "verify/report/write_files.hpp"

namespace softmax::verify::power {

void write_all(const Power& power, const std::filesystem::path& folder) {
  report::write_files(folder, {{"power.json", to_json(power)}, {"power.md", to_markdown(power)}});
}

}  // namespace softmax::verify::power
