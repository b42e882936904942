#include "verify/bench/subjects.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "verify/bench/peers.hpp"
#include "verify/core/usage_error.hpp"

namespace softmax::verify::bench {
namespace {

// A folder without adapters: every peer is absent.
class WithoutPeers : public testing::Test {
 protected:
  void SetUp() override { setenv("SOFTMAX_VERIFY_PEERS", "/nonexistent", 1); }
  void TearDown() override { unsetenv("SOFTMAX_VERIFY_PEERS"); }
};

TEST_F(WithoutPeers, AllOfThemAreNamedAsAbsentWithTheirPackage) {
  const Subjects subjects = load_subjects({}, {});
  ASSERT_EQ(subjects.loaded.size(), 1U);
  EXPECT_TRUE(subjects.loaded[0].ours);
  ASSERT_EQ(subjects.absent.size(), peers().size());
  EXPECT_EQ(subjects.absent[1].name, "onednn");
  EXPECT_NE(subjects.absent[1].why.find("libdnnl-dev"), std::string::npos);
}

TEST_F(WithoutPeers, OneThatIsNamedIsAnError) {
  EXPECT_THROW(load_subjects({"onednn"}, {}), UsageError);
}

TEST(Subjects, ThisLibraryOffersAllAndIsLoadedOnce) {
  const Subjects subjects = load_subjects({"softmax", "softmax"}, {});
  ASSERT_EQ(subjects.loaded.size(), 1U);
  EXPECT_FALSE(subjects.loaded[0].line.for_interest);
  EXPECT_NE(subjects.loaded[0].line.version, "");
  for (const Function function : kFunctions) {
    for (const Format format : kFormats) {
      const Kernel kernel = subjects.loaded[0].library.kernel(function, format);
      ASSERT_TRUE(kernel);
      EXPECT_TRUE(kernel(nullptr, nullptr, 0, 0));
    }
  }
}

TEST(Subjects, ProgramsAndWhatIsNotThereAreErrors) {
  EXPECT_THROW(load_subjects({"exec:true"}, {}), UsageError);
  EXPECT_THROW(load_subjects({"./no_such_library.so"}, {}), UsageError);
  EXPECT_THROW(load_subjects({"/"}, {}), UsageError);
}

}  // namespace
}  // namespace softmax::verify::bench
