// For each law of numbers: a subject that breaks it and one that does not, on the same rows.
#include <gtest/gtest.h>

#include "tests/verify/property/fixture.hpp"

namespace softmax::verify::property {
namespace {

using namespace fixture;

struct Pair {
  const char* law;
  Function function;
  std::vector<double> row;
  RowFunction faulty;
};

void PrintTo(const Pair& pair, std::ostream* out) {
  *out << pair.law << ' ' << name(pair.function);
}

// `careful`, and then `spoil` on its results.
RowFunction spoiled(std::function<void(std::span<const double>, std::span<double>)> spoil) {
  return [spoil](Function f, std::span<const double> x, std::span<double> y) {
    careful(f, x, y);
    spoil(x, y);
  };
}

double f32(double v) { return round_to(Format::f32, v); }

std::vector<Pair> pairs() {
  const RowFunction unshifted = [](Function f, std::span<const double> x, std::span<double> y) {
    double sum = 0.0;
    for (const double v : x) sum = f32(sum + f32(std::exp(v)));
    for (std::size_t j = 0; j < y.size(); ++j) {
      const double e = f32(std::exp(x[j]));
      y[j] = f == Function::softmax       ? f32(e / sum)
             : f == Function::log_softmax ? f32(std::log(f32(e / sum)))
                                          : f32(std::log(sum));
    }
  };
  const RowFunction missing_last = [](Function, std::span<const double> x, std::span<double> y) {
    careful(Function::softmax, x.first(x.size() - 1), y.first(x.size() - 1));
    y.back() = f32(std::exp(x.back() - *std::max_element(x.begin(), x.end())) / 3);
  };
  const RowFunction regrouped = [](Function, std::span<const double> x, std::span<double> y) {
    std::vector<double> lse(1);
    careful(Function::logsumexp, x, lse);
    for (std::size_t j = 0; j < x.size(); ++j) y[j] = f32(x[j] - lse[0]);
  };
  const RowFunction sentinel = [](Function f, std::span<const double> x, std::span<double> y) {
    std::vector<double> clamped(x.begin(), x.end());
    for (double& v : clamped) v = std::isnan(v) ? v : std::max(v, -80.0);
    careful(f, clamped, y);
  };
  return {
      {"sweep", Function::softmax, {0.5}, spoiled([](auto x, auto y) {
         if (x.size() == 2 && x[0] - x[1] > 19.0 && x[0] - x[1] < 20.0) y[1] = f32(y[1] * 1.0001);
       })},
      {"sweep", Function::log_softmax, {0.5}, spoiled([](auto x, auto y) {
         if (x.size() == 2 && x[0] > 500.0 && x[0] < 600.0) y[0] = f32(y[0] - 1e-4);
       })},
      {"sweep", Function::logsumexp, {3.0, 1.0}, spoiled([](auto x, auto y) {
         if (x.size() == 2) y[0] = f32(y[0] * 1.0001);
       })},
      {"lengths", Function::softmax, {0.5}, spoiled([](auto x, auto y) {
         if (x.size() > 2000 && x.size() < 2200) y.back() = y.front();
       })},
      {"lengths",
       Function::logsumexp,
       {0.5},
       [](Function f, std::span<const double> x, std::span<double> y) {
         careful(f, x.size() % 7 == 3 ? x.first(x.size() - 1) : x, y);
       }},
      {"blocks", Function::softmax, {0.5}, spoiled([](auto x, auto y) {
         if (x.size() > 4096) std::rotate(y.begin(), y.begin() + 1, y.end());
       })},
      {"blocks",
       Function::logsumexp,
       {0.5},
       [](Function f, std::span<const double> x, std::span<double> y) {
         careful(f, x.size() > 4096 ? x.first(16) : x, y);
       }},
      // A step that no range reduction has, below the bound.
      {"order", Function::softmax, {0.5}, spoiled([](auto x, auto y) {
         const double top = *std::max_element(x.begin(), x.end());
         for (std::size_t j = 0; j < y.size(); ++j) {
           const double gap = top - x[j];
           if (gap > 0.2551 && gap < 0.2612) y[j] = f32(y[j] * (1 + 0x1p-22));
         }
       })},
      {"order", Function::softmax, {1.0, 3.0}, spoiled([](auto x, auto y) {
         for (std::size_t j = 0; j < x.size(); ++j) {
           const double part = std::remainder(x[j], 0.25);  // pieces of 1/4, each a little high
           if (part < 0.0 && x[j] > -4.0) y[j] = f32(y[j] * (1.0 + 0x1p-18));
         }
       })},
      {"long", Function::softmax, {0.5}, spoiled([](auto x, auto y) {
         for (std::size_t j = 65536; j < x.size(); ++j) y[j] = 0.0;
       })},
      {"long",
       Function::logsumexp,
       {0.5},
       [](Function f, std::span<const double> x, std::span<double> y) {
         careful(f, x.first(x.size() % 65536), y);
       }},
      {"planted", Function::softmax, {0.0, 2.0, 1.0}, spoiled([](auto x, auto y) {
         if (std::any_of(x.begin(), x.end(), [](double v) { return v != v && std::signbit(v); })) {
           y[0] = 0.5;
         }
       })},
      {"planted", Function::logsumexp, {0.0, 2.0, 1.0}, spoiled([](auto x, auto y) {
         if (x[1] == kInf) y[0] = 1e30;
       })},
      {"outlier", Function::softmax, {0.0, 2.0, 1.0}, spoiled([](auto x, auto y) {
         if (std::any_of(x.begin(), x.end(), [](double v) { return v == 0 && std::signbit(v); })) {
           y[0] = 0.5;
         }
       })},
      {"outlier", Function::logsumexp, {0.0, 2.0, 1.0}, spoiled([](auto x, auto y) {
         if (*std::max_element(x.begin(), x.end()) > 90.0) y[0] = 0.0;
       })},
      {"range", Function::softmax, {89.0, 1.0}, unshifted},
      {"range", Function::logsumexp, {1.0, 2.0}, spoiled([](auto, auto y) { y[0] = 1.5; })},
      {"range", Function::log_softmax, {1.0, 2.0}, spoiled([](auto, auto y) { y[1] = 0.25; })},
      {"sum", Function::softmax, {1.0, 2.0, 3.0}, missing_last},
      {"accuracy", Function::softmax, {0.0, -20.0}, spoiled([](auto, auto y) {
         for (double& v : y) v = v < 1e-7 ? 0.0 : v;
       })},
      {"accuracy", Function::log_softmax, {0.0, -3.0}, spoiled([](auto, auto y) { y[0] = 0.0; })},
      {"accuracy", Function::logsumexp, {0.0, 1.0}, spoiled([](auto, auto y) {
         y[0] = f32(y[0] * 1.0001);
       })},
      {"shift", Function::softmax, {1.0, 2.0, 3.0}, unshifted},
      {"shift", Function::log_softmax, {1.0, 2.0}, regrouped},
      {"shift", Function::logsumexp, {1.0, 2.0}, unshifted},
      {"order", Function::softmax, {1.0, 2.0, 1.0}, spoiled([](auto, auto y) {
         y[2] = next_up(Format::f32, y[2]);
       })},
      {"order", Function::log_softmax, {1.0, 2.0}, spoiled([](auto, auto y) {
         std::swap(y[0], y[1]);
       })},
      {"mask", Function::softmax, {1.0, 2.0, 0.0}, sentinel},
      {"mask", Function::log_softmax, {1.0, 2.0, 0.0}, sentinel},
      {"mask", Function::logsumexp, {-70.0, -75.0}, sentinel},
      {"permutation", Function::softmax, {0.0, 5.0, -3.0}, spoiled([](auto x, auto y) {
         if (x.front() == 5.0) y[0] = f32(y[0] * 0.999);
       })},
      {"permutation", Function::logsumexp, {0.0, 5.0, -3.0}, spoiled([](auto x, auto y) {
         if (x.front() == 5.0) y[0] = f32(y[0] * 0.999);
       })},
      {"single", Function::softmax, {4.0, 1.0}, spoiled([](auto x, auto y) {
         if (x.size() == 1) y[0] = 1 - 0x1p-24;
       })},
      {"single", Function::log_softmax, {4.0, 1.0}, spoiled([](auto x, auto y) {
         if (x.size() == 1) y[0] = -kInf;
       })},
      {"single", Function::logsumexp, {4.0, 1.0}, spoiled([](auto x, auto y) {
         if (x.size() == 1) y[0] = next_up(Format::f32, y[0]);
       })},
      {"consistency", Function::softmax, {0.0, 3.0}, spoiled([](auto, auto y) {
         for (double& v : y) v = f32(v * 0.999);
       })},
      {"consistency",
       Function::logsumexp,
       {0.0, 3.0},
       [](Function f, auto x, auto y) {
         careful(f, x, y);
         if (f == Function::logsumexp) y[0] = f32(y[0] * 1.4427);
       }},
      {"merge", Function::logsumexp, {0.0, 3.0, 1.0}, spoiled([](auto x, auto y) {
         if (x.size() == 2) y[0] = f32(y[0] + 0.01);
       })},
      {"special", Function::softmax, {0.0, kNan, 1.0}, spoiled([](auto, auto y) {
         for (double& v : y) v = std::isnan(v) ? 0.0 : v;
       })},
      {"special", Function::logsumexp, {-kInf, -kInf}, spoiled([](auto, auto y) { y[0] = kNan; })},
      {"special", Function::logsumexp, {kInf, 1.0}, spoiled([](auto, auto y) { y[0] = -kInf; })},
      {"special", Function::softmax, {-kInf, -kInf, -kInf}, spoiled([](auto x, auto y) {
         if (x.size() % 4 == 0) std::fill(y.begin(), y.end(), 0.0);
       })},
  };
}

class LawOfNumbers : public testing::TestWithParam<Pair> {};

TEST_P(LawOfNumbers, RejectsTheFaultAndAcceptsTheCareful) {
  const Pair& pair = GetParam();
  auto faulty = make_subject(pair.faulty);
  auto honest = make_subject(careful);
  const Matrix x(pair.row);
  const Outcome rejected = ask(faulty, pair.law, pair.function, x);
  EXPECT_TRUE(rejected.violation.has_value());
  const Outcome accepted = ask(honest, pair.law, pair.function, x);
  EXPECT_FALSE(accepted.violation.has_value()) << accepted.violation->message;
  EXPECT_GT(accepted.compared, 0U) << "vacuous";
}

INSTANTIATE_TEST_SUITE_P(Laws, LawOfNumbers, testing::ValuesIn(pairs()), [](const auto& given) {
  return std::string(given.param.law) + "_" + std::string(name(given.param.function)) + "_" +
         std::to_string(given.index);
});

TEST(LawOfNumbers, PoliciesOfTheContractAreKept) {
  auto honest = make_subject(careful);
  Contract limit;
  limit.positive_infinity = InfinityPolicy::limit;
  EXPECT_TRUE(ask(honest, "special", Function::softmax, Matrix({kInf, 1.0}), limit).violation);
  // One +inf gives the one-hot row; several have no limit, and `careful` gives NaN for them.
  auto limits = make_subject([](Function f, std::span<const double> x, std::span<double> y) {
    careful(f, x, y);
    if (f != Function::softmax || std::count(x.begin(), x.end(), kInf) != 1) return;
    if (std::any_of(x.begin(), x.end(), [](double v) { return std::isnan(v); })) return;
    std::transform(x.begin(), x.end(), y.begin(), [](double v) { return v == kInf ? 1.0 : 0.0; });
  });
  for (const Matrix& x : {Matrix({kInf, 1.0}), Matrix({kInf, kInf})}) {
    EXPECT_FALSE(ask(limits, "special", Function::softmax, x, limit).violation);
  }
  Contract zeros;
  zeros.all_masked = MaskedPolicy::zeros;
  EXPECT_TRUE(ask(honest, "special", Function::softmax, Matrix({-kInf, -kInf}), zeros).violation);
  Contract any_nan;
  any_nan.nan = NanPolicy::any;
  auto swallows = make_subject([](Function f, std::span<const double> x, std::span<double> y) {
    std::vector<double> without(x.begin(), x.end());
    for (double& v : without) v = std::isnan(v) ? -1.0 : v;
    careful(f, without, y);
  });
  const Matrix with_nan({kNan, 1.0});
  EXPECT_FALSE(ask(swallows, "special", Function::softmax, with_nan, any_nan).violation);
  EXPECT_TRUE(ask(swallows, "special", Function::softmax, with_nan).violation);
  EXPECT_LT(ask(honest, "special", Function::softmax, with_nan, any_nan).compared,
            ask(honest, "special", Function::softmax, with_nan).compared)
      << "rows with a NaN are not compared when any result will do";
}

TEST(LawOfNumbers, EveryShortRowOfSpecialValuesIsAskedForWhateverTheCaseHolds) {
  auto faulty = make_subject([](Function f, std::span<const double> x, std::span<double> y) {
    careful(f, x, y);
    if (x.size() == 2 && x[0] == -kInf && x[1] == -kInf) y[0] = kNan;
  });
  const Outcome found = ask(faulty, "special", Function::logsumexp, Matrix({0.0, 1.0}));
  ASSERT_TRUE(found.violation);
  EXPECT_EQ(found.violation->x->values, std::vector<double>(2, -kInf));
}

// By contract any policy will do, but one for all lengths: a path for some of them gives it away.
TEST(LawOfNumbers, OneAnswerToMaskedRowsOfEveryLength) {
  auto faulty = make_subject([](Function f, std::span<const double> x, std::span<double> y) {
    careful(f, x, y);
    const bool masked = std::ranges::all_of(x, [](double v) { return v == -kInf; });
    if (masked && x.size() >= 258 && x.size() < 2000) std::ranges::fill(y, 0.0);
  });
  Contract any;
  any.all_masked = MaskedPolicy::any;
  EXPECT_TRUE(ask(faulty, "special", Function::softmax, Matrix({0.0, 1.0}), any).violation);
}

// An infinity where the exact value is finite is the law of range's or accuracy's to tell, and one
// that the bound admits is nobody's.
TEST(LawOfNumbers, AnInfinityThatTheBoundAdmitsBreaksNoLaw) {
  const double greatest32 = greatest(Format::f32);
  auto overflows = make_subject([&](Function f, std::span<const double> x, std::span<double> y) {
    careful(f, x, y);
    for (double& v : y) v = std::fabs(v) >= greatest32 * (1 - 0x1p-24) ? std::copysign(kInf, v) : v;
  });
  Contract loose;
  loose.accuracy = Accuracy::ulp;
  loose.ulp = 4;
  loose.order = Strictness::bound;
  const Matrix far({greatest32, greatest32});
  const Matrix gap({greatest32, 0.0, -greatest32 / 4});
  for (const char* law : {"accuracy", "range", "order"}) {
    EXPECT_FALSE(ask(overflows, law, Function::logsumexp, far, loose).violation) << law;
    const Outcome log = ask(overflows, law, Function::log_softmax, gap, loose);
    EXPECT_FALSE(log.violation) << law << ": " << log.violation->message;
  }
  Contract tight = loose;
  tight.ulp = 0.51;
  for (const char* law : {"accuracy", "range"}) {
    EXPECT_TRUE(ask(overflows, law, Function::logsumexp, far, tight).violation) << law;
  }
}

TEST(LawOfNumbers, OrderWithinTheBoundIsAllowedWhenTheContractSaysSo) {
  auto faulty = make_subject(spoiled([](auto, auto y) { y[2] = next_up(Format::f32, y[2]); }));
  Contract contract;
  contract.order = Strictness::bound;
  const Matrix x({1.0, 2.0, 1.0});
  EXPECT_TRUE(ask(faulty, "order", Function::softmax, x).violation);
  EXPECT_FALSE(ask(faulty, "order", Function::softmax, x, contract).violation);
}

TEST(LawOfNumbers, AWrongResultBesideAMaskIsNamedByItsEntryInTheRow) {
  auto faulty = make_subject([](Function f, std::span<const double> x, std::span<double> y) {
    careful(f, x, y);
    for (std::size_t j = 0; j < x.size(); ++j) y[j] = x[j] == 2.0 ? 0.0 : y[j];
  });
  const Outcome found = ask(faulty, "mask", Function::softmax, Matrix({0.0, 1.0, 2.0}));
  ASSERT_TRUE(found.violation);
  EXPECT_EQ(found.violation->index, 2U);
}

// Operands below the least normal number count as 0, results too: what FTZ and DAZ do.
TEST(LawOfNumbers, FlushMayLoseAnEntryThatIsAlone) {
  auto flushes = make_subject([](Function f, std::span<const double> x, std::span<double> y) {
    std::vector<double> read(x.begin(), x.end());
    for (double& v : read) v = std::fabs(v) < least_normal(Format::f32) ? 0.0 : v;
    careful(f, read, y);
  });
  Contract flush;
  flush.underflow = Underflow::flush;
  const Matrix x({0x1p-130, 3.0});
  EXPECT_FALSE(ask(flushes, "single", Function::logsumexp, x, flush).violation);
  const Outcome gradual = ask(flushes, "single", Function::logsumexp, x);
  ASSERT_TRUE(gradual.violation);
  EXPECT_EQ(gradual.violation->x->values, x.values) << "each entry in a row of its own";
  EXPECT_EQ(gradual.violation->x->cols, 1U);
}

TEST(LawOfNumbers, TheUniformRowIsAsExactAsTheContractHasIt) {
  const auto uniform = [](int steps) {
    return make_subject([steps](Function f, std::span<const double> x, std::span<double> y) {
      careful(f, x, y);
      if (!std::all_of(x.begin(), x.end(), [](double v) { return v == -kInf; })) return;
      const auto n = static_cast<double>(x.size());
      double share = f32(f == Function::softmax ? 1 / n : -std::log(n));
      for (int k = 0; k < steps && n > 1; ++k) share = next_up(Format::f32, share);
      std::fill(y.begin(), y.end(), share);
    });
  };
  auto two_off = uniform(2);
  const Matrix x(std::vector<double>(7, -kInf));
  EXPECT_FALSE(ask(two_off, "special", Function::log_softmax, x).violation);
  Contract strict;
  strict.accuracy = Accuracy::correctly_rounded;
  EXPECT_TRUE(ask(two_off, "special", Function::log_softmax, x, strict).violation);
  auto far_off = uniform(100);
  EXPECT_TRUE(ask(far_off, "special", Function::softmax, x).violation);
}

}  // namespace
}  // namespace softmax::verify::property
