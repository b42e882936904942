// What can go wrong before the first call is one clear sentence.
#include <gtest/gtest.h>

#include <fstream>

#include "support.hpp"

namespace softmax::verify::subject::test {
namespace {

std::string trouble(const std::string& text, double time_limit = 10,
                    std::vector<std::pair<std::string, std::string>> symbols = {}) {
  Spec spec;
  spec.text = text;
  spec.time_limit_seconds = time_limit;
  spec.symbols = std::move(symbols);
  return usage_error(spec);
}

void expect_says(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << text;
}

TEST(Loading, NoSuchFile) {
  expect_says(trouble("/no/such/library.so"), "no such file: /no/such/library.so");
  expect_says(trouble("softmaxx"), "no such file: softmaxx");
  expect_says(trouble(""), "no subject is named");
  expect_says(trouble("/"), "is not a file");
}

TEST(Loading, NotALibrary) {
  const std::string path = testing::TempDir() + "not_a_library.so";
  std::ofstream(path) << "hello";
  expect_says(trouble(path), "cannot load " + path);
}

TEST(Loading, NoneOfTheNames) {
  const std::string text = trouble(library("endings"));
  expect_says(text, "exports none of the names looked for: softmax_f64, softmax_f64_strided");
  expect_says(text, "logsumexp_bf16");
}

TEST(Loading, AMappingOfAnUnknownName) {
  expect_says(trouble(library("honest"), 10, {{"softmax_f80", "f"}}), "--symbol softmax_f80=f");
}

TEST(Loading, AConstructorThatDoesNotComeBack) {
  expect_says(trouble(library("loading1")), "loading it crashed with signal 11 (SIGSEGV)");
  expect_says(trouble(library("loading2"), 0.3), "loading it did not end within 0.3 s");
  expect_says(trouble(library("loading3")), "loading it ended the process with exit status 5");
}

#if defined(__x86_64__)
TEST(Loading, WhatItChangesInTheEnvironmentIsTold) {
  Spec spec;
  spec.text = library("loading4");
  const auto subject = open(spec);
  EXPECT_EQ(subject->info().environment_at_load, "FTZ set, DAZ set");
  EXPECT_EQ(breaches(call_row(*subject, {1, 2})), "");
}
#endif

}  // namespace
}  // namespace softmax::verify::subject::test
