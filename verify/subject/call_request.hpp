// A call as the worker is told of it: which symbol, which strides, and where in the shared segment
// its arrays stand.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "verify/subject/shared_segment.hpp"
#include "verify/subject/subject.hpp"

namespace softmax::verify::subject {

// Index of the symbol that the call goes through; `symbols` has bit i where the library exports
// symbol i. A contiguous call goes through the strided one where the library has nothing else.
std::uint32_t symbol_of(const Call& call, std::uint32_t symbols);

// The arrays stand behind byte `at` of the segment.
CallRequest call_request(const Call& call, std::uint32_t symbols, std::uint64_t at);

// Where the arrays of the request end in the segment.
std::uint64_t arrays_end(const CallRequest& request);

// Writes the calls, at most kMostCalls, and their x into the segment, which grows; nothing where
// there is no memory.
std::optional<std::vector<CallRequest>> write_calls(std::span<const Call> calls,
                                                    std::uint32_t symbols, SharedSegment& segment);

}  // namespace softmax::verify::subject
