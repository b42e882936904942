// Rows that the law of order makes up, from the number of the case; of no entries where there is no
// turn.
#pragma once

#include "verify/property/bench.hpp"

namespace softmax::verify::property {

// A maximum of 0 and clusters of neighbouring numbers, by turns where the range reduction of an exp
// may have a joint: at gaps of k or k + 1/2 times ln 2/2^m, and at whole numbers.
Matrix at_joints(const Bench& bench);

// A row of a length by turns, some up to 2^16, with the values 0, -1/4 and -1/2 scattered over it.
Matrix with_ties(const Bench& bench);

// A maximum and entries that fall from one to the next, so close that an exp which steps down by a
// unit of float shows between two of them wherever it does so: 2000 cases of softmax go once
// through a whole period of ln 2, gaps from 1/4 on, by 2^-24. Formats of 16 bits: every number of
// the format within the reach of exp.
Matrix close_by(const Bench& bench);

}  // namespace softmax::verify::property
