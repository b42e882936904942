// Waiting on a word of shared memory: a spin of microseconds, then sleep.
#pragma once

#include <atomic>
#include <cstdint>

namespace softmax::verify::subject {

void futex_wake(std::atomic<std::uint32_t>& word);

// Sleeps while `word` is `value`, at most `nanoseconds` (0: without limit). May return early.
void futex_wait(std::atomic<std::uint32_t>& word, std::uint32_t value, std::uint64_t nanoseconds);

// How long to watch a word before sleeping. On a virtual machine, to wake a processor that sleeps
// costs 50 to 100 microseconds. So where there are more processors than processes that work,
// `patient` keeps one awake; where there are not, a long spin would take time from the very process
// that is waited for, and `brief` is right.
enum class Spin : std::uint32_t { brief, patient };

// The processor on which each of the two parties was last seen.
struct Whereabouts {
  std::atomic<int>& mine;
  const std::atomic<int>& theirs;
};

// Watches `word`; true if it is no longer `value`. Gives up at once where both parties share a
// processor: then the other runs only when this one sleeps.
bool spin_while(const std::atomic<std::uint32_t>& word, std::uint32_t value, Spin spin,
                Whereabouts where);

// Monotonic clock.
std::uint64_t now_nanoseconds();

}  // namespace softmax::verify::subject
