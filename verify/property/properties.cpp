#include "verify/property/property.hpp"

namespace softmax::verify::property {

extern const Property kAccuracy;
extern const Property kSweep;
extern const Property kLengthsLaw;
extern const Property kBlocks;
extern const Property kLongLaw;
extern const Property kMidpoint;
extern const Property kRange;
extern const Property kSum;
extern const Property kShift;
extern const Property kOrder;
extern const Property kMask;
extern const Property kPermutation;
extern const Property kSingle;
extern const Property kSpecial;
extern const Property kPlanted;
extern const Property kOutlier;
extern const Property kConsistency;
extern const Property kMerge;
extern const Property kBatch;
extern const Property kRows;
extern const Property kRepeat;
extern const Property kFirstCall;
extern const Property kPlacement;
extern const Property kInPlace;
extern const Property kStrided;
extern const Property kThreads;
extern const Property kRefusal;
extern const Property kEmpty;
extern const Property kBounds;
extern const Property kInput;
extern const Property kWritten;
extern const Property kEnvironment;
extern const Property kProcess;

const std::vector<const Property*>& properties() {
  // Laws of numbers, then laws of the call; bounds to process look at all calls
  // of the others.
  static const std::vector<const Property*> all = {
      &kAccuracy,  &kSweep,     &kLengthsLaw,  &kBlocks,      &kLongLaw,     &kMidpoint, &kRange,
      &kSum,       &kShift,     &kOrder,       &kMask,        &kPermutation, &kSingle,   &kSpecial,
      &kPlanted,   &kOutlier,   &kConsistency, &kMerge,       &kBatch,       &kRows,     &kRepeat,
      &kFirstCall, &kPlacement, &kInPlace,     &kStrided,     &kThreads,     &kEmpty,    &kBounds,
      &kRefusal,   &kInput,     &kWritten,     &kEnvironment, &kProcess,
  };
  return all;
}

const Property* property_named(std::string_view name) {
  for (const Property* property : properties()) {
    if (property->name == name) return property;
  }
  return nullptr;
}

const Property& judge_of(const Property& law) {
  return law.judged_by.empty() ? law : *property_named(law.judged_by);
}

Outcome check_witness(const Property& law, Bench& bench) {
  const Property& judge = judge_of(law);
  return judge.judge != nullptr ? judge.judge(bench) : judge.check(bench);
}

}  // namespace softmax::verify::property
