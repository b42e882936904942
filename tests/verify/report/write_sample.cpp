// Writes the report files of the sample record into a folder, for check_files.py; or, with a second
// argument, those of a report.json.
#include <cstdio>
#include <fstream>
#include <iterator>

#include "sample.hpp"
#include "verify/report/read_json.hpp"
#include "verify/report/writers.hpp"

int main(int count, char** arguments) {
  using namespace softmax::verify::report;
  if (count < 2) return 2;
  Record record = sample();
  if (count > 2) {
    std::ifstream in(arguments[2], std::ios::binary);
    record = from_json(std::string(std::istreambuf_iterator<char>(in), {}), arguments[2]);
  }
  write_all(record, arguments[1]);
  std::fputs(to_terminal(record, false).c_str(), stdout);
  return 0;
}
