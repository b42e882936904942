// A record with what a report must show: subjects, a limit, one that is not sane, one that refused,
// one that is absent.
#pragma once

#include <limits>
#include <utility>
#include <vector>

#include "verify/bench/record.hpp"

namespace softmax::verify::bench {

inline Entry subject_entry(const char* name, std::vector<double> rounds, double ulp,
                           bool sane = true) {
  Entry entry;
  entry.name = name;
  entry.rounds = std::move(rounds);
  entry.judgement = Judgement{100, ulp, sane};
  return entry;
}

inline Record sample() {
  Record record;
  record.tool_version = "0.1.0";
  record.command = "./run bench softmax peers";
  record.platform = "compiler | processor";
  record.processor = "avx2 fma";
  record.build_flags = "-O2";
  record.started = "2000-01-01T00:00:00Z";
  record.subjects = {{"softmax", "1.0", "this library", false},
                     {"brisk", "2.0", "a peer", true},
                     {"wrong", "", "a peer that is wrong", true}};
  record.absent = {{"elsewhere", "not installed, or not built (Debian: libelsewhere-dev)"}};
  Entry limit;
  limit.name = "memcpy";
  limit.limit = true;
  limit.rounds = {0.1, 0.1, 0.1};
  Entry refused;
  refused.name = "brisk";
  Group first{Function::softmax, Format::f32, {4096, 16}, {}};
  first.entries = {
      subject_entry("softmax", {3.0, 2.0, 9.0}, 0.5), subject_entry("brisk", {2.0, 2.0, 4.0}, 3.5),
      subject_entry("wrong", {0.5, 0.5, 0.5}, std::numeric_limits<double>::infinity(), false),
      limit};
  Group second{Function::softmax, Format::f32, {1, 1024}, {}};
  second.entries = {subject_entry("softmax", {1.0, 1.0, 1.0}, 0.25), refused, limit};
  record.groups = {first, second};
  record.side_by_side = {{{4096, 16},
                          {{Function::softmax, Format::f64, {5.0, 6.0, 9.0}, {}},
                           {Function::softmax, Format::f32, {4.0, 4.0, 2.0}, 1.9}}}};
  return record;
}

}  // namespace softmax::verify::bench
