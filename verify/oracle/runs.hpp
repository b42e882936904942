// Rows in which equal entries stand side by side: what depends on an entry alone is computed once a
// run of them.
#pragma once

#include <cstddef>
#include <vector>

namespace softmax::verify::oracle {

// The first entry of each run of equal ones, as values and as places; none where more than a
// quarter of a row of 64 entries or more begins a run.
struct Runs {
  std::vector<double> values;
  std::vector<std::size_t> begins;  // one more than values: the end

  bool find(const double* x, std::size_t n) {
    values.clear();
    begins.clear();
    if (n < 64) return false;
    for (std::size_t j = 0; j < n; ++j) {
      if (j > 0 && x[j] == x[j - 1]) continue;
      if (4 * values.size() > n) return false;
      values.push_back(x[j]);
      begins.push_back(j);
    }
    begins.push_back(n);
    return true;
  }

  // Element j of `all`, of which the first ones hold one a run, for every entry of run j.
  void spread(double* all) const {
    for (std::size_t run = values.size(); run-- > 0;) {
      const double value = all[run];
      for (std::size_t j = begins[run + 1]; j-- > begins[run];) all[j] = value;
    }
  }
};

}  // namespace softmax::verify::oracle
