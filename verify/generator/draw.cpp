#include <algorithm>
#include <bit>

#include "verify/core/seed.hpp"
#include "verify/generator/arbitrary.hpp"

namespace softmax::verify::generator {
namespace {

constexpr std::size_t kEveryLength = 257;  // 4 * 64 + 1

rc::Gen<std::size_t> family() {
  std::vector<std::pair<std::size_t, std::size_t>> weighted;
  for (std::size_t k = 0; k < families().size(); ++k) {
    weighted.emplace_back(static_cast<std::size_t>(families()[k].share * 1000 + 0.5), k);
  }
  // Not rc::gen::weightedElement, which takes an initializer list only.
  return rc::gen::map(rc::gen::inRange<std::size_t>(0, 1000), [weighted](std::size_t ticket) {
    for (const auto& [weight, k] : weighted) {
      if (ticket < weight) return k;
      ticket -= weight;
    }
    return weighted.back().second;
  });
}

// Lengths that are not visited in turn: short ones mostly, and where blocks and widths end.
rc::Gen<std::size_t> drawn_length(std::size_t most) {
  const auto up_to = [most](std::size_t low, std::size_t high) {
    const std::size_t end = std::min(high, most) + 1;
    return rc::gen::inRange<std::size_t>(std::min(low, end - 1), end);
  };
  const auto near_power = rc::gen::apply(
      [most](int power, int step) {
        const auto n = (1LL << power) + step;
        return std::min(static_cast<std::size_t>(n), most);
      },
      rc::gen::inRange(1, 13), rc::gen::inRange(-1, 2));
  const auto odd = rc::gen::map(rc::gen::inRange<std::size_t>(256, 512),
                                [most](std::size_t half) { return std::min(2 * half + 1, most); });
  return rc::gen::weightedOneOf<std::size_t>({{55, up_to(2, 24)},
                                              {25, up_to(2, 130)},
                                              {8, near_power},
                                              {6, odd},
                                              {3, up_to(1024, 4096)},
                                              {3, rc::gen::just<std::size_t>(1)}});
}

}  // namespace

rc::Gen<Recipe> arbitrary_recipe(std::uint64_t number, const Limits& limits) {
  const std::size_t turn = 1 + (number / 2) % kEveryLength;
  const auto length = number % 2 == 0 && turn <= limits.max_cols ? rc::gen::just(turn)
                                                                 : drawn_length(limits.max_cols);
  const auto rows =
      rc::gen::weightedOneOf<std::size_t>({{60, rc::gen::just<std::size_t>(1)},
                                           {25, rc::gen::element<std::size_t>(2, 3, 7, 8, 9)},
                                           {5, rc::gen::element<std::size_t>(16, 17, 33)}});
  return rc::gen::apply(
      [limits](std::size_t k, std::size_t r, std::size_t n, std::uint64_t seed, int scale,
               int variant) {
        Recipe recipe;
        recipe.family = k;
        recipe.cols = n;
        recipe.rows =
            std::clamp<std::size_t>(r, 1, std::max<std::size_t>(1, limits.max_elements / n));
        recipe.seed = seed;
        recipe.scale = scale % families()[k].scales;
        recipe.variant = variant % families()[k].variants;
        return recipe;
      },
      family(), rows, length, rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>()),
      rc::gen::inRange(0, 1 << 20), rc::gen::inRange(0, 1 << 20));
}

Case draw(std::uint64_t seed, std::uint64_t number, Format format, const Limits& limits) {
  // RapidCheck's size only steers generators of its own arbitrary types; the full size is used.
  const rc::Random random(random_bits(seed, 0, number));
  const auto shrinkable = arbitrary_recipe(number, limits)(random, rc::kNominalSize);
  Case c;
  c.number = number;
  c.format = format;
  c.recipe = shrinkable.value();
  c.x = expand(c.recipe, format);
  if (c.x.cols > limits.max_cols) {  // families that lengthen their rows
    c.recipe.family = 0;
    c.recipe.scale %= families()[0].scales;
    c.recipe.variant = 0;
    c.x = expand(c.recipe, format);
  }
  return c;
}

}  // namespace softmax::verify::generator
