// What happened in a worker, in words.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "verify/subject/child_process.hpp"
#include "verify/subject/protocol.hpp"
#include "verify/subject/subject.hpp"

namespace softmax::verify::subject {

// "crashed with SIGSEGV: write 8 bytes past the end of y", "ended the process with exit(3)", …
std::string describe_end(const Control& control, const ExitStatus& status);

// Whether it ended by an access right before or past the elements of x or y.
bool ended_at_edge(const Control& control);

// What the answer to a call says: its results, from the segment whose first byte is given, or that
// it was refused with a status; the laws of the call that it broke. Precondition: there was memory.
Reply reply_of(const Call& call, const CallRequest& request, const CallAnswer& answer,
               const std::byte* segment);

// "10 s", "0.2 s"
std::string seconds_text(double seconds);

}  // namespace softmax::verify::subject
