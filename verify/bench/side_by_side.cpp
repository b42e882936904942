#include "verify/bench/side_by_side.hpp"

#include <algorithm>
#include <list>

#include "verify/bench/rows.hpp"
#include "verify/bench/statistics.hpp"

namespace softmax::verify::bench {

const Side* SideBySide::of(Function function, Format format) const {
  const auto found = std::find_if(sides.begin(), sides.end(), [&](const Side& side) {
    return side.function == function && side.format == format;
  });
  return found == sides.end() ? nullptr : &*found;
}

SideBySide side_by_side(const Library& library, const std::vector<Function>& functions,
                        const std::vector<Format>& formats, const Shape& shape, const Plan& plan) {
  SideBySide all{shape, {}};
  std::list<Rows> rows;  // contestants point to them
  std::vector<Contestant> contestants;
  for (const Format format : formats) {
    const Rows& of_format = rows.emplace_back(format, shape);
    for (const Function function : functions) {
      const Kernel kernel = library.kernel(function, format);
      if (!kernel || !kernel(of_format.x(), of_format.y(), shape.rows, shape.cols)) continue;
      contestants.push_back({kernel, &of_format, results_per_row(function, shape.cols)});
      all.sides.push_back({function, format, {}, {}});
    }
  }
  auto times = measure(contestants, plan);
  const auto faster = two_threads(contestants, plan);
  for (std::size_t i = 0; i < all.sides.size(); ++i) {
    all.sides[i].rounds = std::move(times[i]);
    all.sides[i].two_threads = faster[i];
  }
  return all;
}

const Side& reference(const SideBySide& all) {
  const Side* found = all.of(Function::softmax, Format::f32);
  return found == nullptr ? all.sides.front() : *found;
}

std::optional<double> ratio_of(const SideBySide& all, const Side& side) {
  return ratio(median(side.rounds), median(reference(all).rounds));
}

}  // namespace softmax::verify::bench
