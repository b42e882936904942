// Where arrays lie, and that a subject which keeps the laws is never blamed.
#include <gtest/gtest.h>

#include <cmath>

#include "support.hpp"

namespace softmax::verify::subject::test {
namespace {

Matrix counting(std::size_t rows, std::size_t cols) {
  Matrix m(rows, cols);
  for (std::size_t i = 0; i < m.values.size(); ++i) m.values[i] = static_cast<double>(i) + 1;
  return m;
}

Matrix plus_one(Matrix m) {
  for (double& v : m.values) v += 1;
  return m;
}

std::unique_ptr<Subject> honest() {
  Spec spec;
  spec.text = library("honest");
  return open(spec);
}

TEST(Info, SaysWhatTheLibraryExports) {
  const auto subject = honest();
  const Info& info = subject->info();
  EXPECT_EQ(info.door, "shared library");
  EXPECT_EQ(info.version, "honest 1.0");
  EXPECT_TRUE(info.has_set_threads);
  EXPECT_EQ(info.environment_at_load, "");
  const std::vector<Offer> offers = {
      {Function::softmax, Format::f64, false},     {Function::softmax, Format::f64, true},
      {Function::softmax, Format::f32, false},     {Function::softmax, Format::bf16, false},
      {Function::log_softmax, Format::f64, false}, {Function::log_softmax, Format::f32, true},
      {Function::logsumexp, Format::f64, false}};
  EXPECT_EQ(info.offers, offers);
}

TEST(Placement, EveryOffsetGuardAndFillGivesTheSame) {
  const auto subject = honest();
  for (const std::size_t cols : {1U, 2U, 7U, 16U, 511U, 512U, 513U, 5000U}) {
    const Matrix x = counting(2, cols);
    for (std::size_t offset = 0; offset < 9; ++offset) {
      for (const auto guard : {Placement::Guard::back, Placement::Guard::front}) {
        Placement place;
        place.x_offset = offset;
        place.y_offset = 8 - offset;
        place.guard = guard;
        place.fill = static_cast<int>(offset % 2);
        const Reply reply = call(*subject, x, place);
        ASSERT_EQ(reply.ending, Ending::done) << reply.detail;
        ASSERT_EQ(reply.y, plus_one(x));
        ASSERT_EQ(breaches(reply), "");
      }
    }
  }
}

TEST(Placement, OffsetsAreElementsFromTheGuardPage) {
  const auto subject = open_deed("honest", "addresses");
  Placement place;
  place.x_offset = 3;
  place.y_offset = 1;
  Reply reply = call_row(*subject, {0, 0, 0, 0}, place);
  EXPECT_EQ(reply.y.values[0], 4096 - 8 * (4 + 3));
  EXPECT_EQ(reply.y.values[1], 4096 - 8 * (4 + 1));
  place.guard = Placement::Guard::front;
  reply = call_row(*subject, {0, 0, 0, 0}, place);
  EXPECT_EQ(reply.y.values[0], 8 * 3);
  EXPECT_EQ(reply.y.values[1], 8 * 1);
}

TEST(Placement, StridesOfEitherSign) {
  const auto subject = honest();
  const Matrix x = counting(3, 5);
  const std::ptrdiff_t cases[][4] = {{5, 1, 5, 1},   {7, 1, 6, 1},    {11, 2, 17, 3}, {-5, 1, 5, 1},
                                     {5, -1, 5, -1}, {-11, -2, 1, 3}, {1, 3, -1, -3}, {0, 0, 7, 1}};
  for (const auto& s : cases) {
    for (const auto guard : {Placement::Guard::back, Placement::Guard::front}) {
      Placement place;
      place.strided = true;
      place.x_row_stride = s[0];
      place.x_col_stride = s[1];
      place.y_row_stride = s[2];
      place.y_col_stride = s[3];
      place.guard = guard;
      const Reply reply = call(*subject, x, place);
      ASSERT_EQ(reply.ending, Ending::done) << reply.detail;
      EXPECT_EQ(reply.y, plus_one(x));
      EXPECT_EQ(breaches(reply), "");
    }
  }
}

TEST(Placement, StridedWithoutSuchASymbolIsContiguous) {
  const auto subject = honest();
  Placement place;
  place.strided = true;
  place.x_row_stride = 9;
  place.x_col_stride = 2;
  const Reply reply = call(*subject, counting(2, 3), place, Function::softmax, Format::f32);
  EXPECT_EQ(reply.y, plus_one(counting(2, 3)));
  EXPECT_EQ(breaches(reply), "");
}

TEST(Placement, ContiguousGoesThroughTheStridedSymbolWhereThereIsNoOther) {
  const auto subject = honest();
  const Reply reply =
      call(*subject, counting(2, 3), Placement{}, Function::log_softmax, Format::f32);
  ASSERT_EQ(reply.ending, Ending::done) << reply.detail;
  EXPECT_EQ(reply.y, plus_one(counting(2, 3)));
  EXPECT_EQ(breaches(reply), "");
}

TEST(Placement, InPlace) {
  const auto subject = honest();
  Placement place;
  place.in_place = true;
  Reply reply = call(*subject, counting(3, 4), place);
  EXPECT_EQ(reply.y, plus_one(counting(3, 4)));
  EXPECT_EQ(breaches(reply), "");
  place.strided = true;
  place.x_row_stride = 9;
  place.x_col_stride = 2;
  reply = call(*subject, counting(3, 4), place);
  EXPECT_EQ(reply.y, plus_one(counting(3, 4)));
  EXPECT_EQ(breaches(reply), "");
}

TEST(Placement, ThreadsAreSetBeforeTheCall) {
  const auto subject = honest();
  Placement place;
  EXPECT_EQ(call(*subject, counting(1, 1), place, Function::log_softmax).y.values[0], 0);
  for (const int threads : {3, 3, 1}) {
    place.threads = threads;
    EXPECT_EQ(call(*subject, counting(1, 1), place, Function::log_softmax).y.values[0], threads);
  }
}

TEST(Call, EmptyBatchesAndRows) {
  const auto subject = honest();
  Reply reply = call(*subject, Matrix(0, 5));
  EXPECT_EQ(reply.ending, Ending::done) << reply.detail;
  EXPECT_EQ(reply.y, Matrix(0, 5));
  reply = call(*subject, Matrix(3, 0));
  EXPECT_EQ(reply.ending, Ending::done) << reply.detail;
  EXPECT_EQ(reply.y, Matrix(3, 0));
  reply = call(*subject, Matrix(3, 0), {}, Function::logsumexp);
  EXPECT_EQ(reply.ending, Ending::done) << reply.detail;
  EXPECT_EQ(reply.y, Matrix(3, 1));
  EXPECT_EQ(breaches(reply), "");
}

TEST(Call, LogsumexpGivesOneResultARow) {
  const auto subject = honest();
  const Reply reply = call(*subject, counting(2, 3), {}, Function::logsumexp);
  EXPECT_EQ(reply.y, Matrix(2, 1, {6, 15}));
}

TEST(Call, BitsOfBfloat16PassUnchanged) {
  const auto subject = honest();
  const Matrix x(std::vector<double>{1, -0.0, INFINITY, 0x1p-133, -3.5});
  const Reply reply = call(*subject, x, {}, Function::softmax, Format::bf16);
  EXPECT_EQ(reply.y, x);
  EXPECT_TRUE(std::signbit(reply.y.values[1]));
}

TEST(Call, WhatIsNotExportedIsRefusedByName) {
  const auto subject = honest();
  const Reply reply = call(*subject, counting(1, 1), {}, Function::softmax, Format::f16);
  EXPECT_EQ(reply.ending, Ending::refused);
  EXPECT_NE(reply.detail.find("does not export softmax_f16"), std::string::npos);
}

TEST(Call, LargeAndSmallInTurn) {
  const auto subject = honest();
  for (const std::size_t cols : {1U, 300000U, 3U, 700001U, 2U}) {
    const Reply reply = call(*subject, counting(1, cols));
    ASSERT_EQ(reply.y, plus_one(counting(1, cols)));
    ASSERT_EQ(breaches(reply), "");
  }
}

}  // namespace
}  // namespace softmax::verify::subject::test
