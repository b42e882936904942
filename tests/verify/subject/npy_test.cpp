#include "verify/subject/npy.hpp"

#include <gtest/gtest.h>

namespace softmax::verify::subject {
namespace {

std::string with_header(const std::string& text, char major = 1, char minor = 0) {
  std::string bytes = "\x93NUMPY";
  bytes += major;
  bytes += minor;
  bytes += static_cast<char>(text.size() & 255U);
  bytes += static_cast<char>(text.size() >> 8U);
  if (major == 2) bytes += std::string(2, '\0');
  return bytes + text;
}

TEST(Npy, AHeaderReadsBack) {
  const std::vector<std::vector<std::size_t>> shapes = {{3, 4}, {0, 7},        {5},
                                                        {0},    {1, 16777217}, {}};
  for (const Format format : kFormats) {
    for (const auto& shape : shapes) {
      const std::string bytes = npy_header(format, shape);
      EXPECT_EQ(bytes.size() % 64, 0U);
      EXPECT_EQ(bytes.back(), '\n');
      const NpyParse parse = parse_npy_header(bytes + "data");
      ASSERT_TRUE(parse.header) << parse.error;
      EXPECT_EQ(parse.header->type, traits(format).npy);
      EXPECT_EQ(parse.header->shape, shape);
      EXPECT_FALSE(parse.header->fortran_order);
      EXPECT_EQ(parse.header->bytes, bytes.size());
    }
  }
}

TEST(Npy, TheBytesAreThoseOfNumPy) {
  // numpy 1.24: numpy.lib.format.write_array(file, numpy.zeros((2, 3)), version=(1, 0))
  std::string bytes = std::string("\x93NUMPY\x01\x00\x76\x00", 10) +
                      "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }";
  bytes.resize(127, ' ');
  EXPECT_EQ(npy_header(Format::f64, {2, 3}), bytes + "\n");
}

TEST(Npy, EveryBeginningOfAHeaderAsksForMore) {
  const std::string bytes = npy_header(Format::f32, {2, 3});
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    const NpyParse parse = parse_npy_header(bytes.substr(0, n));
    EXPECT_FALSE(parse.header);
    EXPECT_EQ(parse.error, "");
  }
}

TEST(Npy, OtherSpellingsOfTheDictionary) {
  for (const char* text : {"{\"shape\":(2,3),\"fortran_order\":False,\"descr\":\"<f8\"}",
                           "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3,), }   \n"}) {
    for (const char major : {'\1', '\2'}) {
      const NpyParse parse = parse_npy_header(with_header(text, major));
      ASSERT_TRUE(parse.header) << parse.error;
      EXPECT_EQ(parse.header->shape, (std::vector<std::size_t>{2, 3}));
    }
  }
}

TEST(Npy, WhatIsNoHeaderIsSaid) {
  const auto error = [](const std::string& bytes) { return parse_npy_header(bytes).error; };
  EXPECT_EQ(error("hello"), "does not begin with the magic bytes of a .npy array");
  EXPECT_EQ(error("\x93NUMPZ"), "does not begin with the magic bytes of a .npy array");
  EXPECT_NE(error(with_header("{}", 3)).find("version 3.0"), std::string::npos);
  EXPECT_NE(error(with_header("{}", 1, 1)).find("version 1.1"), std::string::npos);
  const char* const kHeaders[] = {
      "",
      "[]",
      "{}",
      "{'descr': '<f8', 'fortran_order': False}",
      "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (2,)}",
      "{'descr': '<f8', 'fortran_order': Maybe, 'shape': (2,)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (2)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (-2,)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), 'more': 1}",
      "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (2,)} x",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (2,",
  };
  for (const char* header : kHeaders) {
    EXPECT_NE(error(with_header(header)).find("has a .npy header that"), std::string::npos)
        << header;
  }
  EXPECT_NE(error(std::string("\x93NUMPY\x02\x00\xFF\xFF\xFF\x7F", 12)).find("more than any array"),
            std::string::npos);
}

}  // namespace
}  // namespace softmax::verify::subject
