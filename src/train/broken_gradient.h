// Classic mistakes in a backward pass, made on purpose: what a failing gradient check looks like.
#pragma once

#include <span>

#include "loss/objective.h"
#include "model/model.h"
#include "train/gradient_break.h"

namespace lab {

// The gradient as a backward pass with that mistake finds it; with GradientBreak::none lossAndGradient's, bit for bit.
// `activations` is scratch. Labels belong to the rows of X.
Vector<double> gradientWith(GradientBreak mistake, const Model<double>& model, const Objective& objective,
                            const Vector<double>& parameters, const Matrix<double>& X,
                            std::span<const std::int32_t> labels, Activations<double>& activations);

}  // namespace lab
