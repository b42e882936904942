// The families, one a file in family/; registered with their shares in families.cpp.
#pragma once

#include "verify/generator/recipe.hpp"

namespace softmax::verify::generator {

Matrix expand_adjacent(const Recipe& recipe, Format format);
Matrix expand_all_masked(const Recipe& recipe, Format format);
Matrix expand_bit_patterns(const Recipe& recipe, Format format);
Matrix expand_constant(const Recipe& recipe, Format format);
Matrix expand_dominant(const Recipe& recipe, Format format);
Matrix expand_everyday(const Recipe& recipe, Format format);
Matrix expand_finite_mask(const Recipe& recipe, Format format);
Matrix expand_gap_sweep(const Recipe& recipe, Format format);
Matrix expand_gap_window(const Recipe& recipe, Format format);
Matrix expand_greatest(const Recipe& recipe, Format format);
Matrix expand_levels(const Recipe& recipe, Format format);
Matrix expand_long_constant(const Recipe& recipe, Format format);
Matrix expand_masks(const Recipe& recipe, Format format);
Matrix expand_maximum_at(const Recipe& recipe, Format format);
Matrix expand_mirrored(const Recipe& recipe, Format format);
Matrix expand_near_zero(const Recipe& recipe, Format format);
Matrix expand_negative(const Recipe& recipe, Format format);
Matrix expand_normal(const Recipe& recipe, Format format);
Matrix expand_offset(const Recipe& recipe, Format format);
Matrix expand_one_left(const Recipe& recipe, Format format);
Matrix expand_overflow(const Recipe& recipe, Format format);
Matrix expand_single(const Recipe& recipe, Format format);
Matrix expand_sorted(const Recipe& recipe, Format format);
Matrix expand_special(const Recipe& recipe, Format format);
Matrix expand_temperature(const Recipe& recipe, Format format);
Matrix expand_threshold_gap(const Recipe& recipe, Format format);
Matrix expand_ties(const Recipe& recipe, Format format);
Matrix expand_tiny(const Recipe& recipe, Format format);
Matrix expand_whole_numbers(const Recipe& recipe, Format format);
Matrix expand_uniform(const Recipe& recipe, Format format);

}  // namespace softmax::verify::generator
