// The library itself, as an installed package.
#include <softmax/softmax.hpp>

#include <cmath>
#include <vector>

int main() {
  const std::vector<double> x = {1.0, 1.0};
  std::vector<double> y(2);
  softmax::softmax(x, y);
  return y[0] == 0.5 && y[1] == 0.5 ? 0 : 1;
}
