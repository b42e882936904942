#include "verify/property/judge_rows.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <unordered_map>

#include "verify/property/policies.hpp"
#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

std::string_view bytes_of(std::span<const double> row) {
  return {reinterpret_cast<const char*>(row.data()), row.size_bytes()};
}

// Row r, the first of its entries, against the contract.
void check_first(Bench& bench, const Matrix& x, const subject::Reply& reply, std::size_t r,
                 std::string_view batch, Outcome& outcome) {
  const std::string how = batch.empty() ? std::string() : fmt::format(" (row {} of {})", r, batch);
  check_row(bench, x, reply, r, how, outcome);
}

// Row r against the row f of the same entries.
void check_same(Bench& bench, const Matrix& x, const subject::Reply& reply, std::size_t r,
                std::size_t f, std::string_view batch, Outcome& outcome) {
  const bool strict = bitwise(bench);
  const auto y = results(reply, r);
  const auto z = results(reply, f);
  outcome.compared += y.size();
  const RowKind kind = classify(x.row(r));
  std::optional<JudgedRow> known;
  const auto judged = [&]() -> JudgedRow& {
    if (!known)
      known.emplace(bench.oracle(), bench.contract(), bench.function(), bench.format(), x.row(r));
    return *known;
  };
  for (std::size_t j = 0; j < y.size(); ++j) {
    if (!apart(bench, strict, kind, j, y[j], z[j], judged)) continue;
    outcome.violation = violation(
        fmt::format("in {}, result {} of row {} is {} and that of row {}, which has the same "
                    "entries, {}",
                    batch, j, r, shown(y[j]), f, shown(z[j])),
        r, j, y[j], hexfloat(z[j]));
    return;
  }
}

}  // namespace

void check_row(Bench& bench, const Matrix& x, const subject::Reply& reply, std::size_t r,
               std::string_view how, Outcome& outcome) {
  const Matrix row = one_row(x, r);
  subject::Reply alone;
  alone.y = one_row(reply.y, r);
  check_policies(bench, row, alone, how, outcome);
  if (!outcome.violation) check_accuracy(bench, row, alone, how, outcome);
  if (outcome.violation) outcome.violation->row = r;
}

void check_rows(Bench& bench, const Matrix& x, const subject::Reply& reply,
                const subject::Placement& placement, std::string_view how, Outcome& outcome) {
  const std::string batch =
      x.rows > 1 || !how.empty() ? fmt::format("a batch of {} x {}{}", x.rows, x.cols, how) : "";
  std::unordered_map<std::string_view, std::size_t> first;
  for (std::size_t r = 0; r < reply.y.rows && !outcome.violation; ++r) {
    const auto [known, is_new] = first.emplace(bytes_of(x.row(r)), r);
    if (is_new)
      check_first(bench, x, reply, r, batch, outcome);
    else
      check_same(bench, x, reply, r, known->second, batch, outcome);
  }
  if (!outcome.violation) return;
  outcome.violation->x = x;
  outcome.violation->placement = placement;
}

Outcome judge_rows(Bench& bench) {
  Outcome outcome;
  const subject::Reply& reply = bench.base();
  if (done(reply) && bench.x().cols > 0)
    check_rows(bench, bench.x(), reply, bench.placement(), {}, outcome);
  return outcome;
}

}  // namespace softmax::verify::property
