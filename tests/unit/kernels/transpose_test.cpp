// Rows to columns, at every edge of the squares of four.
#include "kernels/transpose.h"

#include <doctest/doctest.h>

#include "support.h"

namespace lab {
namespace {

template <class S>
void compare(Index rows, Index columns, NumpyRandom& random) {
  CAPTURE(rows);
  CAPTURE(columns);
  const Matrix<S> from = test::randomMatrix(rows, columns + 3, 1, random).cast<S>();
  const Matrix<S> before = test::randomMatrix(columns + 1, rows + 2, 1, random).cast<S>();
  Matrix<S> to = before;
  transpose(from.data(), from.cols(), rows, columns, to.data(), to.cols());
  CHECK(to.topLeftCorner(columns, rows) == from.leftCols(columns).transpose());
  CHECK(to.rightCols(2) == before.rightCols(2));  // nothing is written beyond
  CHECK(to.row(columns) == before.row(columns));
}

}  // namespace

TEST_CASE("transpose: agrees with the definition around multiples of four, and writes nothing else") {
  NumpyRandom random(3);
  for (Index rows = 1; rows <= 9; ++rows) {
    for (const Index columns : {1, 3, 4, 5, 6, 10, 12}) {
      compare<float>(rows, columns, random);
      compare<double>(rows, columns, random);
    }
  }
}

}  // namespace lab
