// What a property sees of a case: the subject's answers and the oracle's, each asked once.
#pragma once

#include <algorithm>
#include <any>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "verify/core/contract.hpp"
#include "verify/core/format.hpp"
#include "verify/core/function.hpp"
#include "verify/core/matrix.hpp"
#include "verify/error/bound.hpp"
#include "verify/error/ulp.hpp"
#include "verify/oracle/constant_row.hpp"
#include "verify/oracle/oracle.hpp"
#include "verify/property/property.hpp"
#include "verify/subject/subject.hpp"

namespace softmax::verify::property {

enum class RowKind : std::uint8_t {
  regular,      // finite values and -inf, at least one finite: one right answer
  all_masked,   // only -inf
  with_nan,     // a NaN somewhere
  with_pos_inf  // +inf somewhere, no NaN
};
RowKind classify(std::span<const double> row);

// Exact answer of a row, the bounds of its results, and how a result stands to them. The row must
// outlive it.
class JudgedRow {
 public:
  JudgedRow(oracle::Oracle& oracle, const Contract& contract, Function function, Format format,
            std::span<const double> x);

  // Of a row whose exact results are known without asking the oracle.
  JudgedRow(oracle::Oracle& oracle, const Contract& contract, Function function, Format format,
            std::span<const double> x, oracle::RowExact exact);
  JudgedRow(const JudgedRow&) = delete;  // its bounds refer to it
  JudgedRow& operator=(const JudgedRow&) = delete;

  struct Judgement {
    error::Interval ulp;   // error in ULP
    double bound_ulp = 0;  // infinity where no number bounds it
    bool beyond = false;   // the law of accuracy is broken
  };
  Judgement judge(std::size_t j, double y);

  std::size_t size() const { return exact_.results.size(); }
  const oracle::RowExact& exact() const { return exact_; }
  double approximate(std::size_t j) const { return exact_.results[j].approximate(); }
  // Bound of result j in absolute terms, rounded outward; covers a flush to zero too.
  double absolute_bound(std::size_t j) const;
  std::span<const double> x() const { return x_; }

 private:
  oracle::Oracle& oracle_;
  Function function_;
  Format format_;
  std::span<const double> x_;
  oracle::RowExact exact_;
  error::RowBound bound_;
};

// Where accuracy is measured, the audit listens: to each result of the cases, and to those of rows
// that a law makes up which break the contract.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void result(std::size_t row, std::size_t index, double gap, double y, double exact,
                      const JudgedRow::Judgement& judgement) = 0;
  virtual void beyond(const Matrix& x, std::size_t row, std::size_t index, double y, double exact,
                      const JudgedRow::Judgement& judgement) = 0;
  virtual void sum_defect(std::size_t row, double defect_u, double bound_u) = 0;
  // Results under a caller that has FTZ and DAZ set: so many compared, so many differ.
  virtual void flushing_caller(std::uint64_t compared, std::uint64_t differ) = 0;
};

// A call that broke a law of the call, or was lost.
struct Incident {
  std::optional<subject::Breach> breach;  // none: the call was lost, see ending
  subject::Ending ending = subject::Ending::done;
  std::string detail;
  Matrix x;
  subject::Placement placement;
  bool at_edge = false;  // the call was lost by an access right before or past x or y
};

class Bench {
 public:
  Bench(subject::Subject& subject, oracle::Oracle& oracle, const Contract& contract,
        Function function, Format format)
      : subject_(subject),
        oracle_(oracle),
        contract_(contract),
        function_(function),
        format_(format) {}

  // Starts a case. `number` chooses among the variants that a law rotates through (offsets, which
  // row, which shift, how many threads), so that a case replays from its number and its matrix.
  // `placement` is that of the base call.
  void begin(const Matrix& x, std::uint64_t number, const subject::Placement& placement = {});
  // Longest row that a law may make up; without a call, what the contract names.
  void set_longest(std::size_t cols) { longest_ = cols; }
  std::size_t longest() const { return std::min(longest_, contract_.max_cols.value_or(longest_)); }
  void observe(Observer* observer) { observer_ = observer; }

  Function function() const { return function_; }
  Format format() const { return format_; }
  const Contract& contract() const { return contract_; }
  const subject::Info& info() const { return subject_.info(); }
  bool offers(Function function, bool strided = false) const;

  const Matrix& x() const { return *x_; }
  const subject::Placement& placement() const { return placement_; }
  std::uint64_t number() const { return number_; }
  // Most threads that are tried; 1: none are set.
  int most_threads() const { return info().has_set_threads ? contract_.threads : 1; }
  // One of `count` variants of a law, by case number; different laws rotate independently.
  std::uint64_t variant(std::uint64_t count, std::uint64_t salt = 0) const;
  RowKind kind(std::size_t row) const { return kinds_[row]; }

  // The subject's answer to the case as it stands.
  const subject::Reply& base();
  // Another call (counted). Returns the reply whatever its ending.
  subject::Reply call(Function function, const Matrix& x,
                      const subject::Placement& placement = {}) {
    return call(subject::Call{function, format_, &x, placement});
  }
  subject::Reply call(const subject::Call& call);
  subject::Reply call(const Matrix& x, const subject::Placement& placement = {}) {
    return call(function_, x, placement);
  }

  // Announces a call that a law will make, whatever other calls are answered: make_asked makes it
  // with the others, so that the subject's process is handed over to once and not for each, and
  // call() gives its reply. x must stand until the next case: the case itself, or prepared.
  void ask(const Matrix& x, const subject::Placement& placement = {}) {
    ask(function_, x, placement);
  }
  void ask(Function function, const Matrix& x, const subject::Placement& placement = {}) {
    ask(subject::Call{function, format_, &x, placement});
  }
  void ask(const subject::Call& call);
  // Makes the base call and all that was asked for; where one is lost, the rest is left to call().
  void make_asked();

  // What `make` gives for this case, made once.
  template <class T>
  const T& prepared(T (*make)(const Bench&)) {
    std::any& kept = prepared_[reinterpret_cast<void (*)()>(make)];
    if (!kept.has_value()) kept.emplace<T>(make(*this));
    return *std::any_cast<T>(&kept);
  }

  // The next call is the first of a new process; false where that cannot be had.
  bool restart() {
    asked_.clear();
    return subject_.restart();
  }

  // Row `row` of the case under the oracle; precondition: its kind is regular.
  JudgedRow& judged(std::size_t row);
  JudgedRow judge(Function function, std::span<const double> x) {
    return {oracle_, contract_, function, format_, x};
  }

  // The same with results that are known, since they are those of another row.
  JudgedRow judge(std::span<const double> x, oracle::RowExact exact) {
    return {oracle_, contract_, function_, format_, x, std::move(exact)};
  }

  // The same of a row of equal entries, at least 0 and two of them, whose results are one: result
  // 0.
  JudgedRow judge_constant(std::span<const double> x) {
    return {oracle_, contract_, function_,
            format_, x,         oracle::constant_row(function_, x.size(), x[0])};
  }

  // The first call through the contiguous symbol of this function that was refused although its
  // rows were finite and not beyond what the contract allows.
  const std::optional<Incident>& refusal() const { return refusal_; }

  // Of this case, in the order of the calls; the first few of each kind.
  const std::vector<Incident>& incidents() const { return incidents_; }

  Observer* observer() const { return observer_; }
  oracle::Oracle& oracle() { return oracle_; }
  std::uint64_t calls() const { return calls_; }
  std::uint64_t refusals() const { return refusals_; }
  // How often a law was given the answer that the subject refuses what it may refuse.
  std::uint64_t rightly_refused() const { return rightly_refused_; }
  std::uint64_t losses() const { return losses_; }
  std::uint64_t hangs() const { return hangs_; }

 private:
  subject::Subject& subject_;
  oracle::Oracle& oracle_;
  const Contract& contract_;
  Function function_;
  Format format_;
  Observer* observer_ = nullptr;
  std::size_t longest_ = std::numeric_limits<std::size_t>::max();

  void record(const subject::Call& call, const subject::Reply& reply);
  bool may_be_refused(const Matrix& x) const;
  void count_refusal(const Matrix& x, const subject::Reply& reply);
  // With the threads of the case where the call names none: a number that was set stays set.
  subject::Call with_threads(subject::Call call) const;

  struct Asked {
    subject::Call call;
    std::optional<subject::Reply> reply;  // once made, until it is taken
  };
  std::vector<Asked> asked_;
  std::size_t asked_elements_ = 0;
  std::map<void (*)(), std::any> prepared_;

  const Matrix* x_ = nullptr;
  std::uint64_t number_ = 0;
  int threads_ = 0;  // of the calls of this case; 0: not set
  subject::Placement placement_;
  std::vector<RowKind> kinds_;
  std::vector<Incident> incidents_;
  std::optional<Incident> refusal_;
  std::optional<subject::Reply> base_;
  std::vector<std::unique_ptr<JudgedRow>> judged_;
  std::uint64_t calls_ = 0, refusals_ = 0, rightly_refused_ = 0, losses_ = 0, hangs_ = 0;
};

}  // namespace softmax::verify::property
