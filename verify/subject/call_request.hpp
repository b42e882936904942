// A call as the worker is told of it: which symbol, which strides, and where in the shared segment
// its arrays stand.
#pragma once

#include <cstdint>

#include "verify/subject/protocol.hpp"
#include "verify/subject/subject.hpp"

namespace softmax::verify::subject {

// `symbols` has bit i where the library exports symbol i; the arrays stand behind byte `at` of the
// segment. A contiguous call goes through the strided symbol where the library has nothing else.
CallRequest call_request(const Call& call, std::uint32_t symbols, std::uint64_t at);

// Bytes of one array of results.
std::uint64_t result_bytes(const CallRequest& request);

// Where the arrays of the request end in the segment.
std::uint64_t arrays_end(const CallRequest& request);

}  // namespace softmax::verify::subject
