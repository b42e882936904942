#include "verify/generator/families.hpp"

namespace softmax::verify::generator {

const std::vector<Family>& families() {
  // name, what, share, special, scales, variants, expand, shape. Shares add up to 1.
  static const std::vector<Family> all = {
      {"everyday", "logits of standard deviation 1 to 16", 0.04, false, 16, 1, expand_everyday},
      {"normal", "normal at scales 1e-6 to 1e30", 0.04, false, 37, 1, expand_normal},
      {"uniform", "uniform at scales 1e-6 to 1e30", 0.025, false, 37, 1, expand_uniform},
      {"temperature", "x / T for T from 0.001 to 1000", 0.02, false, 13, 2, expand_temperature},
      {"whole-numbers", "whole numbers of 4 to 32 bits: tables and differences of integers", 0.015,
       false, 1, 7, expand_whole_numbers},
      {"mirrored", "x and -x in one row", 0.015, false, 12, 2, expand_mirrored},
      {"sorted", "ascending or descending rows: running maxima", 0.03, false, 9, 2, expand_sorted},
      {"offset", "a common offset of 1 to 1e30, either sign: x - (a + ln S), sentinels", 0.045,
       false, 31, 4, expand_offset},
      {"negative", "all entries negative near one level: a maximum that starts too high", 0.04,
       false, 12, 3, expand_negative},
      {"constant", "equal entries at levels around every threshold", 0.04, false, 26, 1,
       expand_constant},
      {"long-constant", "257 to 4096 nearly equal entries: accumulators that saturate", 0.02, false,
       8, 3, expand_long_constant, Shape::long_row},
      {"levels", "rows of one batch further apart than the range of exp", 0.04, false, 9, 1,
       expand_levels, Shape::batch},
      {"greatest", "near the greatest finite number: x - max overflows", 0.02, false, 3, 4,
       expand_greatest},
      {"threshold-gap",
       "gaps at the thresholds of the format: underflow, subnormal results, cut-offs", 0.06, false,
       20, 2, expand_threshold_gap},
      {"gap-sweep", "many different gaps over the whole range of exp and beyond", 0.05, false, 1, 4,
       expand_gap_sweep},
      {"gap-window", "gaps within one unit: errors confined to a window", 0.05, false, 749, 2,
       expand_gap_window},
      {"dominant", "one entry dominates: log_softmax near its maximum", 0.04, false, 60, 3,
       expand_dominant},
      {"near-zero", "logsumexp close to 0", 0.03, false, 20, 2, expand_near_zero},
      {"maximum-at", "the maximum at every position in turn, far above the rest", 0.055, false, 4,
       160, expand_maximum_at},
      {"overflow", "entries around the overflow of exp and of its sum", 0.03, false, 20, 2,
       expand_overflow},
      {"ties", "few levels, the maximum more than once", 0.045, false, 4, 3, expand_ties},
      {"adjacent", "neighbouring floats", 0.025, false, 4, 6, expand_adjacent},
      {"masks", "-inf at every position: one, prefix, suffix, lanes, blocks", 0.05, false, 8, 10,
       expand_masks},
      {"one-left", "one finite entry among -inf", 0.02, false, 5, 600, expand_one_left},
      {"finite-mask", "masks of -1e4 to the lowest finite number", 0.025, false, 8, 6,
       expand_finite_mask},
      {"single", "one entry, at every level", 0.025, false, 20, 3, expand_single, Shape::single},
      {"bit-patterns", "finite floats of every exponent", 0.025, false, 1, 2, expand_bit_patterns},
      {"tiny", "zeros of both signs and subnormal entries", 0.03, false, 1, 6, expand_tiny},
      {"all-masked", "rows of only -inf", 0.02, true, 1, 3, expand_all_masked},
      {"special", "NaN and infinities in every combination", 0.03, true, 8, 3, expand_special},
  };
  return all;
}

Matrix expand(const Recipe& recipe, Format format) {
  return families()[recipe.family].expand(recipe, format);
}

}  // namespace softmax::verify::generator
