// What a bench found: the one source of speed.md, speed.json and the terminal's tables.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "verify/bench/judge.hpp"
#include "verify/bench/measure.hpp"
#include "verify/bench/shape.hpp"
#include "verify/bench/side_by_side.hpp"
#include "verify/core/format.hpp"
#include "verify/core/function.hpp"

namespace softmax::verify::bench {

// One subject or limit on one shape.
struct Entry {
  std::string name;
  bool limit = false;          // not judged, not ranked
  std::vector<double> rounds;  // ns per element; empty: the subject refused
  std::optional<Judgement> judgement;

  bool ranked() const { return !limit && !rounds.empty() && judgement && judgement->sane; }
};

struct Group {
  Function function = Function::softmax;
  Format format = Format::f32;
  Shape shape;
  std::vector<Entry> entries;  // subjects in the order given, then limits

  const Entry* named(const std::string& name) const;
};

struct SubjectLine {
  std::string name, version, what;
  bool for_interest = false;  // a peer that was not named: it decides no exit status
};

struct Absence {
  std::string name, why;
};

struct Record {
  std::string tool_version, command, platform, processor, build_flags;
  Plan plan;
  std::vector<SubjectLine> subjects;
  std::vector<Absence> absent;
  std::vector<Group> groups;
  std::vector<SideBySide> side_by_side;  // of this library, a shape each
  std::string started;
  double seconds = 0.0;
};

// Median of the rounds; nothing if there are none.
std::optional<double> time_of(const Entry& entry);
// The least median among the subjects ranked: what ratios are taken to.
std::optional<double> fastest(const Group& group);
// Median divided by the fastest.
std::optional<double> ratio_of(const Group& group, const Entry& entry);

// 0; 1: a subject was timed, and not for interest, whose results are not sane; 3: none was timed.
int exit_status(const Record& record);

}  // namespace softmax::verify::bench
