// A program for door 2, y = 2x, and its vices by name: program MODE.
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <string>
#include <vector>

namespace {

std::string g_mode;
bool mode(const char* name) { return g_mode == name; }

// Reads one request; false at end of file. The shape is that of our own requests.
bool read_request(std::string& dictionary, std::vector<char>& data, size_t& rows, size_t& cols) {
  unsigned char prefix[10];
  if (fread(prefix, 1, sizeof prefix, stdin) != sizeof prefix) return false;
  dictionary.resize(static_cast<size_t>(prefix[8] + 256 * prefix[9]));
  if (fread(dictionary.data(), 1, dictionary.size(), stdin) != dictionary.size()) return false;
  const char* shape = strchr(dictionary.c_str(), '(');
  if (shape == nullptr || sscanf(shape, "(%zu, %zu)", &rows, &cols) != 2) return false;
  const size_t size = static_cast<size_t>(dictionary[dictionary.find("'<") + 3] - '0');
  data.resize(rows * cols * size);
  return fread(data.data(), 1, data.size(), stdin) == data.size();
}

void reply(const std::string& type, const std::string& shape, const char* order, int version,
           const void* data, size_t bytes) {
  std::string text =
      "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }";
  const size_t prefix = version == 2 ? 12 : 10;
  text.resize((prefix + text.size() + 1 + 63) / 64 * 64 - prefix - 1, ' ');
  text += '\n';
  printf("\x93NUMPY%c%c%c%c", version, 0, static_cast<int>(text.size() & 255),
         static_cast<int>(text.size() >> 8));
  if (version == 2) printf("%c%c", 0, 0);
  fwrite(text.data(), 1, text.size(), stdout);
  fwrite(data, 1, bytes, stdout);
  fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  g_mode = argc > 1 ? argv[1] : "honest";
  const char* function = getenv("SOFTMAX_VERIFY_FUNCTION");
  const char* format = getenv("SOFTMAX_VERIFY_FORMAT");
  if (function == nullptr || format == nullptr) return 9;
  std::string dictionary;
  std::vector<char> data;
  size_t rows = 0, cols = 0;
  for (int request = 0; read_request(dictionary, data, rows, cols); ++request) {
    const std::string type = dictionary.substr(dictionary.find("'<") + 1, 3);
    const bool one = strcmp(function, "logsumexp") == 0;
    char shape[64];
    snprintf(shape, sizeof shape, one ? "(%zu,)" : "(%zu, %zu)", rows, cols);
    for (size_t i = 0; type == "<f8" && i < rows * cols; ++i) {
      double v;
      memcpy(&v, data.data() + 8 * i, 8);
      v *= 2;
      memcpy(data.data() + 8 * i, &v, 8);
    }
    const size_t bytes = one ? (cols == 0 ? 0 : data.size() / cols) : data.size();
    if (mode("dies_later") && request == 2) return 4;
    if (mode("exits")) return 4;
    if (mode("aborts")) abort();
    if (mode("hangs"))
      for (;;) pause();
    if (mode("hangs_later") && request == 2)
      for (;;) pause();
    if (mode("complains")) fprintf(stderr, "careful\n");
    if (mode("garbage")) {
      printf("result: 1 2 3\n");
      fflush(stdout);
      continue;
    }
    if (mode("wrong_shape")) {
      data.resize(49 * 8);
      reply(type, "(7, 7)", "False", 1, data.data(), data.size());
      continue;
    }
    if (mode("wrong_type")) {
      reply("<i4", shape, "False", 1, data.data(), bytes);
      continue;
    }
    if (mode("fortran")) {
      reply(type, shape, "True", 1, data.data(), bytes);
      continue;
    }
    if (mode("version3")) {
      reply(type, shape, "False", 3, data.data(), bytes);
      continue;
    }
    if (mode("version2")) {
      reply(type, shape, "False", 2, data.data(), bytes);
      continue;
    }
    if (mode("refuses")) {
      reply(type, "(0, 0)", "False", 1, data.data(), 0);
      continue;
    }
    if (mode("too_little")) {
      reply(type, shape, "False", 1, data.data(), bytes / 2);
      return 0;
    }
    if (mode("too_much")) {
      data.resize(bytes + 8);
      reply(type, shape, "False", 1, data.data(), bytes + 8);
      continue;
    }
    if (mode("closes")) {
      close(1);
      for (;;) pause();
    }
    reply(type, shape, "False", 1, data.data(), bytes);
  }
  return 0;
}
