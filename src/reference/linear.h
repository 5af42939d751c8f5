// The linear classifier's products by loops over examples, classes and features, as one writes them first: the oracle
// of the matrix products, and the slow side of the assignment's comparison.
#pragma once

#include "core/matrix.h"

namespace lab {

// scores (N,C) = X W + b, of the rows [first, first + count). X:(N,D), W:(D,C), b:(C).
void referenceScores(const Matrix<double>& X, const Matrix<double>& W, const Vector<double>& b, Index first,
                     Index count, Matrix<double>& scores);

// dW (D,C) += X^T dscores and db (C) += the sum of dscores' rows, over the rows [first, first + count).
void addReferenceGradient(const Matrix<double>& X, const Matrix<double>& dscores, Index first, Index count,
                          Matrix<double>& dW, Vector<double>& db);

}  // namespace lab
