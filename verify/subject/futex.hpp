// Waiting on a word of shared memory: a spin of microseconds, then sleep.
#pragma once

#include <atomic>
#include <cstdint>

namespace softmax::verify::subject {

void futex_wake(std::atomic<std::uint32_t>& word);

// Sleeps while `word` is `value`, at most `nanoseconds` (0: without limit). May return early.
void futex_wait(std::atomic<std::uint32_t>& word, std::uint32_t value, std::uint64_t nanoseconds);

// Watches `word` for a few microseconds; true if it is no longer `value`.
bool spin_while(const std::atomic<std::uint32_t>& word, std::uint32_t value);

// Monotonic clock.
std::uint64_t now_nanoseconds();

}  // namespace softmax::verify::subject
