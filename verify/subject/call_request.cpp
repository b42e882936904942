#include "verify/subject/call_request.hpp"

namespace softmax::verify::subject {
namespace {

// Strides of a contiguous array unless both are given as something else.
Strides strides_or_dense(std::ptrdiff_t row, std::ptrdiff_t col, std::size_t cols) {
  if (row == 0 && col == 0) return {static_cast<std::int64_t>(cols), 1};
  return {row, col};
}

std::uint64_t aligned(std::uint64_t bytes) { return (bytes + 63) / 64 * 64; }

// Bytes of one array of results.
std::uint64_t result_bytes(const CallRequest& request) {
  return request.rows * request.results_per_row * request.element_bytes;
}

constexpr std::size_t kLargest = std::size_t{1} << 40U;  // bytes of one array

}  // namespace

std::uint32_t symbol_of(const Call& call, std::uint32_t symbols) {
  const auto function = static_cast<std::size_t>(call.function);
  const auto format = static_cast<std::size_t>(call.format);
  const std::size_t plain = symbol_index(function, format, false);
  const std::size_t strided = symbol_index(function, format, true);
  const auto exported = [&](std::size_t symbol) { return (symbols >> symbol & 1U) != 0; };
  const bool pass_strides = exported(strided) && (call.placement.strided || !exported(plain));
  return static_cast<std::uint32_t>(pass_strides ? strided : plain);
}

CallRequest call_request(const Call& call, std::uint32_t symbols, std::uint64_t at) {
  const Placement& place = call.placement;
  const Matrix& x = *call.x;
  CallRequest request;
  request.symbol = symbol_of(call, symbols);
  const bool pass_strides = is_strided(request.symbol);
  request.pass_strides = pass_strides ? 1 : 0;
  request.element_bytes = static_cast<std::uint32_t>(traits(call.format).bytes);
  request.rows = x.rows;
  request.cols = x.cols;
  request.results_per_row = results_per_row(call.function, x.cols);
  request.x_offset = place.x_offset;
  request.y_offset = place.y_offset;
  request.x = {static_cast<std::int64_t>(x.cols), 1};
  request.y = {static_cast<std::int64_t>(request.results_per_row), 1};
  if (pass_strides) {
    request.x = strides_or_dense(place.x_row_stride, place.x_col_stride, x.cols);
    request.y = strides_or_dense(place.y_row_stride, place.y_col_stride, request.results_per_row);
    if (place.in_place) request.y = request.x;
  }
  request.front_guard = place.guard == Placement::Guard::front ? 1 : 0;
  request.in_place = place.in_place ? 1 : 0;
  request.caller_flushes = place.caller_flushes ? 1 : 0;
  request.fill = static_cast<std::uint8_t>(place.fill & 1);
  request.threads = place.threads;
  request.x_at = aligned(at);
  request.y_at = aligned(request.x_at + x.values.size() * request.element_bytes);
  request.again_at = aligned(request.y_at + result_bytes(request));
  return request;
}

std::uint64_t arrays_end(const CallRequest& request) {
  return request.again_at + result_bytes(request);
}

std::optional<std::vector<CallRequest>> write_calls(std::span<const Call> calls,
                                                    std::uint32_t symbols, SharedSegment& segment) {
  std::vector<CallRequest> requests;
  std::uint64_t end = kArraysAt;
  for (const Call& call : calls) {
    const auto bytes = static_cast<std::size_t>(traits(call.format).bytes);
    if (call.x->values.size() > kLargest / bytes) return std::nullopt;
    end = arrays_end(requests.emplace_back(call_request(call, symbols, end)));
  }
  if (!segment.grow(end)) return std::nullopt;
  Control& control = segment.control();
  control.calls = static_cast<std::uint32_t>(calls.size());
  for (std::size_t k = 0; k < calls.size(); ++k) {
    store(calls[k].format, calls[k].x->values, segment.at(requests[k].x_at));
    control.call[k] = requests[k];
  }
  return requests;
}

}  // namespace softmax::verify::subject
