#include "verify/generator/arbitrary.hpp"

#include "verify/core/hexfloat.hpp"
#include "verify/generator/lengths.hpp"

namespace softmax::verify::generator {
namespace {

// The family of a case. Cases that visit a length in turn cannot be of a family with a length of
// its own; the other cases have more of those, so that over all cases each share is as promised.
rc::Gen<std::size_t> arbitrary_family(bool in_turn) {
  constexpr int kTickets = 1 << 30;
  const auto has_length = [](const Family& family) {
    return family.shape == Shape::single || family.shape == Shape::long_row;
  };
  double with_length = 0.0;
  for (const Family& family : families()) with_length += has_length(family) ? family.share : 0.0;
  std::vector<int> last;  // the first ticket that is no longer family k's
  double below = 0.0;
  for (const Family& family : families()) {
    // q (turn) + (1 - q) (not) = share, with q = kTurnShare.
    const double turn = has_length(family) ? 0.0 : family.share / (1.0 - with_length);
    below += in_turn ? turn : (family.share - kTurnShare * turn) / (1.0 - kTurnShare);
    // NOLINTNEXTLINE(bugprone-incorrect-roundings): not negative
    last.push_back(static_cast<int>(below * kTickets + 0.5));
  }
  return rc::gen::map(rc::gen::inRange(0, kTickets), [last](int ticket) {
    std::size_t k = 0;
    while (k + 1 < last.size() && ticket >= last[k]) ++k;
    return k;
  });
}

const rc::Gen<std::size_t>& family_of(std::uint64_t number) {
  static const rc::Gen<std::size_t> in_turn = arbitrary_family(true);
  static const rc::Gen<std::size_t> drawn = arbitrary_family(false);
  return is_in_turn(number) ? in_turn : drawn;
}

rc::Gen<std::size_t> arbitrary_rows() {
  // Most often 1 to 3, and where blocks of rows end; any number to 40; now and then many, which
  // only short rows get in full (Lengths::rows).
  return rc::gen::weightedOneOf<std::size_t>(
      {{89, rc::gen::weightedElement<std::size_t>(
                {{48, 1}, {14, 2}, {8, 3}, {5, 7}, {5, 8}, {5, 9}, {4, 17}})},
       {10, rc::gen::inRange<std::size_t>(4, 41)},
       {1, rc::gen::element<std::size_t>(64, 65, 100, 128, 129, 256, 257, 1000, 1025)}});
}

}  // namespace

rc::Seq<Recipe> simpler(const Recipe& recipe) {
  const auto with = [recipe](auto Recipe::*field, auto least) {
    return rc::seq::map(rc::shrink::towards(recipe.*field, least), [recipe, field](auto value) {
      Recipe other = recipe;
      other.*field = value;
      return other;
    });
  };
  return rc::seq::concat(with(&Recipe::cols, std::size_t{1}), with(&Recipe::rows, std::size_t{1}),
                         with(&Recipe::scale, 0), with(&Recipe::variant, 0));
}

rc::Gen<Recipe> arbitrary_recipe(std::uint64_t number, const Limits& limits) {
  const auto parts = rc::gen::apply(
      [number, limits](std::size_t k, std::size_t rows, const Lengths& lengths, std::uint64_t seed,
                       int scale, int variant) {
        const Family& family = families()[k];
        Recipe recipe;
        recipe.family = k;
        recipe.cols = lengths.of(family.shape, number, limits);
        recipe.rows = lengths.rows(family.shape, number, rows, recipe.cols, limits);
        recipe.seed = seed;
        recipe.scale = scale % family.scales;
        recipe.variant = variant % family.variants;
        return recipe;
      },
      family_of(number), arbitrary_rows(), arbitrary_lengths(), rc::gen::arbitrary<std::uint64_t>(),
      rc::gen::inRange(0, 1 << 30), rc::gen::inRange(0, 1 << 30));
  return rc::gen::shrink(rc::gen::noShrink(parts), [](const Recipe& r) { return simpler(r); });
}

rc::Gen<Case> arbitrary_case(Format format, const Limits& limits) {
  const auto number = rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>());
  return rc::gen::mapcat(number, [format, limits](std::uint64_t k) {
    return rc::gen::map(arbitrary_recipe(k, limits), [k, format](const Recipe& recipe) {
      return Case{k, recipe, format, expand(recipe, format)};
    });
  });
}

void showValue(const Recipe& recipe, std::ostream& out) {
  out << families()[recipe.family].name << ' ' << recipe.rows << " x " << recipe.cols << ", scale "
      << recipe.scale << ", variant " << recipe.variant << ", seed " << recipe.seed;
}

void showValue(const Case& one, std::ostream& out) {
  constexpr std::size_t kShown = 64;
  out << "case " << one.number << " in " << traits(one.format).name << ": ";
  showValue(one.recipe, out);
  for (std::size_t k = 0; k < one.x.values.size() && k < kShown; ++k) {
    out << (k % one.x.cols == 0 ? "\n  " : " ") << hexfloat(one.x.values[k]);
  }
  if (one.x.values.size() > kShown) out << " ...";
}

}  // namespace softmax::verify::generator
