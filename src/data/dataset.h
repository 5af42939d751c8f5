// A labelled set of examples, the start of the one path: data -> model -> loss -> gradient -> update.
#pragma once

#include "core/matrix.h"

namespace lab {

struct Dataset {
  Matrix<double> X;   // (N,D) one example a row
  Labels y;           // (N)   class of each example, 0 to classes - 1
  Index classes = 0;  // C, also counts classes that happen to have no example

  Index size() const { return X.rows(); }
  Index features() const { return X.cols(); }
};

}  // namespace lab
