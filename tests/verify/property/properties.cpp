// The laws as RapidCheck properties over the generator: the careful implementation obeys all.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "tests/verify/property/fixture.hpp"
#include "verify/generator/recipe.hpp"

namespace softmax::verify::property {
namespace {

using namespace fixture;

TEST(Properties, EachSaysWhatItIsOnce) {
  std::set<std::string_view> names;
  for (const Property* p : properties()) {
    EXPECT_TRUE(names.insert(p->name).second) << p->name;
    EXPECT_EQ(property_named(p->name), p);
    for (const std::string_view text : {p->law, p->bound, p->rejects, p->cannot_see}) {
      EXPECT_FALSE(text.empty()) << p->name;
    }
  }
  EXPECT_EQ(property_named("nothing"), nullptr);
}

RC_GTEST_PROP(Properties, TheCarefulObeyAllLaws, ()) {
  const auto number = *rc::gen::inRange<std::uint64_t>(0, 1ULL << 40U);
  const auto function =
      *rc::gen::elementOf(std::vector<Function>(std::begin(kFunctions), std::end(kFunctions)));
  generator::Limits limits;
  limits.max_cols = 256;
  const generator::Case c = generator::draw(1, number, Format::f32, limits);
  auto subject = make_subject(careful);
  oracle::Oracle oracle;
  const Contract contract;
  Bench bench(subject, oracle, contract, function, Format::f32);
  bench.set_longest(4096);
  bench.begin(c.x, number);
  for (const Property* p : properties()) {
    if (!p->skipped(bench).empty()) continue;
    const Outcome outcome = p->check(bench);
    if (outcome.violation) RC_FAIL(std::string(p->name) + ": " + outcome.violation->message);
  }
}

}  // namespace
}  // namespace softmax::verify::property
