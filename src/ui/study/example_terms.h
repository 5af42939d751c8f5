// One example's loss as a sum that can be read: each term of the SVM, each step of the softmax.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "lab/observe/loss_terms.h"
#include "ui/kit/frame.h"

namespace lab::ui {

// "max(0, 5.1 − 3.2 + 1) = 2.9"; squared where the form says so.
std::string hingeTermText(const DataLoss& form, double score, double label_score);
// "6.3 + 6.6 = 12.9", "(6.3 + 6.6)/3 = 4.3".
std::string hingeSumText(const DataLoss& form, const LossTerms& terms, int label);
// A number as one would write it by hand: "3.2", "−1.7", "0.452".
std::string handText(double value, int decimals = 3);

// With how many decimals, at most `most`, each of these numbers fits into this width.
int decimalsThatFit(std::span<const double> values, int most, float width, std::string (*write)(double, int));

// At the cursor, in the width of the region.
void drawHinge(Frame& frame, const DataLoss& form, std::span<const std::string_view> classes,
               std::span<const double> scores, int label);
void drawSoftmax(Frame& frame, std::span<const std::string_view> classes, std::span<const double> scores, int label);

// A number in a pill that is dragged left and right, in tenths. True when it changed.
bool dragNumber(Frame& frame, const char* id, double& value, float width, bool marked);

}  // namespace lab::ui
