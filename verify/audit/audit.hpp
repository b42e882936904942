// Plans a run, drives the stages, collects the record.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "verify/audit/options.hpp"
#include "verify/report/record.hpp"

namespace softmax::verify::audit {

// Told now and then how far the run is: share in [0, 1] and what is being audited.
using Progress = std::function<void(double share, const std::string& what)>;

// Audits every target. Throws UsageError when a subject cannot be opened or offers nothing of what
// is asked for.
report::Record run(const std::vector<Target>& targets, const Options& options,
                   const Progress& progress);

// 0 conforming, 1 findings (in a subject that counts), 3 a law had nothing to compare.
int exit_status(const report::Record& record, bool strict);

// This library, and Eigen for interest where it was built.
std::vector<Target> default_targets();

// What a built-in subject promises; the default contract for all others.
Contract contract_of(const std::string& subject);

// Writes each witness that is too long for a command line into folder/witnesses, and lets its
// replay command name the file.
void write_witnesses(report::Record& record, const std::string& folder);

}  // namespace softmax::verify::audit
