// Certified results a second and core, by function, format and length. Prints; judges nothing.
#include <chrono>
#include <cstdio>
#include <vector>

#include "verify/core/seed.hpp"
#include "verify/oracle/oracle.hpp"

int main() {
  using namespace softmax::verify;
  std::printf("%-12s %-5s %6s %14s %12s %12s\n", "function", "fmt", "n", "entries/s", "fast",
              "authority");
  for (const Function function : kFunctions) {
    for (const Format format : kFormats) {
      for (const std::size_t n : {8U, 64U, 1024U}) {
        Stream stream(1, n);
        std::vector<std::vector<double>> rows(64, std::vector<double>(n));
        for (auto& row : rows) {
          for (double& x : row) x = round_to(format, 10.0 * stream.normal());
        }
        oracle::Oracle oracle;
        oracle::RowExact out;
        const auto start = std::chrono::steady_clock::now();
        std::uint64_t entries = 0;
        double seconds = 0.0;
        while (seconds < 0.15) {
          for (const auto& row : rows) oracle.row(function, format, row, out);
          entries += rows.size() * n;
          const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
          seconds = taken.count();
        }
        std::printf("%-12s %-5s %6zu %14.3e %12llu %12llu\n", name(function).data(),
                    traits(format).name.data(), n, static_cast<double>(entries) / seconds,
                    static_cast<unsigned long long>(oracle.counters().fast),
                    static_cast<unsigned long long>(oracle.counters().authority));
      }
    }
  }
}
