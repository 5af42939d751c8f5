// Matrix and vector types of the whole lab. Matrices are row-major with one example a row, so that
// X:(N,D), W:(D,C), scores:(N,C) read as they do in the course.
#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

namespace lab {

using Index = Eigen::Index;

template <class S>
using Matrix = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
// Scores (N,C) of a batch, and dscores: each class a contiguous column, so that a loss takes as many examples at once
// as a vector of the processor has lanes.
template <class S>
using Scores = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic>;
template <class S>
using ScoresRef = Eigen::Ref<Scores<S>>;
template <class S>
using ConstScoresRef = Eigen::Ref<const Scores<S>>;
template <class S>
using Vector = Eigen::Matrix<S, Eigen::Dynamic, 1>;

// Some rows of a matrix: a chunk of the examples X, or of what a layer makes of them.
template <class S>
using RowsRef = Eigen::Ref<Matrix<S>>;
template <class S>
using ConstRowsRef = Eigen::Ref<const Matrix<S>>;

// Views on memory that somebody else owns: parameters inside the flat vector, the first rows of a workspace.
template <class S>
using MatrixView = Eigen::Map<Matrix<S>>;
template <class S>
using ConstMatrixView = Eigen::Map<const Matrix<S>>;

// Class of each example, 0 to C - 1.
using Labels = std::vector<std::int32_t>;

}  // namespace lab
