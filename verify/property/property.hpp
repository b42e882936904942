// A law, checked on one case. A property is a plain function from a case (seen through a Bench) to
// an outcome; the command line, the project's own tests and a user's tests each wrap it once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/core/matrix.hpp"
#include "verify/core/verdict.hpp"
#include "verify/subject/subject.hpp"

namespace softmax::verify::property {

class Bench;

struct Violation {
  std::string message;  // one sentence: what was given and what the law allows
  std::size_t row = 0;  // of the case
  std::size_t index = 0;
  double got = 0.0;  // NaN where there is no number
  std::string want;
  Verdict verdict = Verdict::violated;
  subject::Placement placement;
  std::string subject_stderr;
  std::optional<Matrix> x;  // the rows it speaks of, where they are not those of the case
};

struct Outcome {
  std::uint64_t compared = 0;          // values compared; 0: this case was vacuous for the law
  std::optional<Violation> violation;  // the first one, in row order
};

struct Property {
  std::string_view name;
  std::string_view law;         // in words and symbols
  std::string_view bound;       // where its bound comes from
  std::string_view rejects;     // the fault it exists to reject
  std::string_view cannot_see;  // what passes it all the same
  // Empty when the law applies to this subject, function and contract; otherwise why not.
  std::string (*skipped)(const Bench&);
  Outcome (*check)(Bench&);
  // Asks for the calls that check will make whatever they are answered (Bench::ask); none, or some
  // of them, is as right and only slower.
  void (*ask)(Bench&) = nullptr;
  // The law that judges a witness of this one, where this one only makes up rows for it: shrinking
  // and replaying ask it. Empty: this law itself.
  std::string_view judged_by = {};
  // Where this law makes up rows and judges them itself: the case as it stands, which is a witness.
  Outcome (*judge)(Bench&) = nullptr;
};

// All laws, in the order in which reports list them. One a file.
const std::vector<const Property*>& properties();
const Property* property_named(std::string_view name);
const Property& judge_of(const Property& law);  // what judged_by names
// The case as a witness of that law.
Outcome check_witness(const Property& law, Bench& bench);

}  // namespace softmax::verify::property
