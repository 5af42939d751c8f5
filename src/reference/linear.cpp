#include "reference/linear.h"

namespace lab {

void referenceScores(const Matrix<double>& X, const Matrix<double>& W, const Vector<double>& b, Index first,
                     Index count, Matrix<double>& scores) {
  for (Index i = first; i < first + count; ++i) {
    for (Index j = 0; j < W.cols(); ++j) {
      double score = b[j];
      for (Index d = 0; d < W.rows(); ++d) score += X(i, d) * W(d, j);
      scores(i, j) = score;
    }
  }
}

void addReferenceGradient(const Matrix<double>& X, const Matrix<double>& dscores, Index first, Index count,
                          Matrix<double>& dW, Vector<double>& db) {
  for (Index i = first; i < first + count; ++i) {
    for (Index j = 0; j < dscores.cols(); ++j) {
      for (Index d = 0; d < dW.rows(); ++d) dW(d, j) += X(i, d) * dscores(i, j);
      db[j] += dscores(i, j);
    }
  }
}

}  // namespace lab
