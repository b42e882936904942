// One subject x function x format: its cases, divided into chunks of a fixed grid.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

#include "verify/audit/options.hpp"
#include "verify/audit/tally.hpp"

namespace softmax::verify::audit {

// The laws that `options` asks for, in the order of reports.
std::vector<const property::Property*> chosen_laws(const Options& options);

inline constexpr std::uint64_t kChunkCases = 32;

// Runs the cases of one cell on `subjects` (one a job; opened from the same spec) and returns the
// merged tally. `progress` is told the number of finished chunks, from any thread.
Tally run_cases(const Target& target, const Options& options, Function function, Format format,
                const std::vector<std::unique_ptr<subject::Subject>>& subjects,
                const std::function<void(std::uint64_t done, std::uint64_t all)>& progress);

// The whole cell: cases, shrunk findings, verdict.
report::Cell run_cell(const Target& target, const Options& options, Function function,
                      Format format, const std::vector<std::unique_ptr<subject::Subject>>& subjects,
                      const std::function<void(std::uint64_t done, std::uint64_t all)>& progress);

}  // namespace softmax::verify::audit
