// A subject of these tests: a function from matrix to matrix, without arrays in memory.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "verify/subject/subject.hpp"

namespace softmax::verify::subject {

class MatrixSubject : public Subject {
 public:
  // Computes y (of the right shape, values of the call's format) from x; false: refused.
  using Body = std::function<bool(const Call& call, Matrix& y)>;

  MatrixSubject(std::string name, std::vector<Offer> offers, Body body) : body_(std::move(body)) {
    info_.name = std::move(name);
    info_.door = "function";
    info_.offers = std::move(offers);
  }

  const Info& info() const override { return info_; }

  Reply call(const Call& call) override {
    Reply reply;
    reply.y = Matrix(call.x->rows, results_per_row(call.function, call.x->cols));
    if (!body_(call, reply.y)) reply.ending = Ending::refused;
    return reply;
  }

 private:
  Info info_;
  Body body_;
};

}  // namespace softmax::verify::subject
