// What the checks show of themselves: plain values.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "train/gradient_entry.h"

namespace lab {

enum class CheckVerdict { running, passed, failed };

// One parameter of a gradient check.
struct CheckedParameter {
  std::string name;  // "W1[3,4]": row and column, counted from 0; of a bias its place
  GradientEntry entry;
  GradientBand band = GradientBand::happy;  // of the relative error against the centered difference
};

// "happy", "only with kinks", "uncomfortable", "usually wrong"; where nothing is judged, "kink" or "too small to
// judge".
std::string_view verdictWord(const CheckedParameter& parameter);

struct GradientCheckSnapshot {
  std::string subject;    // "linear model at iteration 120, softmax, on 100 of 300 training examples"
  std::size_t count = 0;  // parameters to check
  std::string mistake;    // name of the GradientBreak in force: "none"
  double h = 0;           // of both differences
  double loss = 0;        // at the point
  Index examples = 0;     // that the loss is a mean over
  std::int64_t iteration = 0;
  std::vector<CheckedParameter> parameters;  // those that are done
  CheckVerdict verdict = CheckVerdict::running;
  std::string reason;  // in words; empty while it runs
};

// One loss, by loops and by matrix products.
struct NaiveComparison {
  std::string loss;  // "svm"
  double loops_loss = 0;
  double matrix_loss = 0;
  double gradient_norm = 0;        // Frobenius norm
  double gradient_difference = 0;  // Frobenius norm of the difference
  double loops_seconds = 0;        // by the clock that was lent; 0 without one
  double matrix_seconds = 0;
  bool finished = false;
};

struct NaiveSnapshot {
  Index images = 0;
  std::vector<NaiveComparison> losses;
  CheckVerdict verdict = CheckVerdict::running;
  std::string reason;
};

enum class SanityCheck { initial_loss, regularization, overfit };
inline constexpr std::array<std::string_view, 3> sanity_checks{"initial_loss", "regularization", "overfit"};

struct SanityFigure {
  std::string label;  // "λ = 0.01"
  double value = 0;
};

struct SanitySnapshot {
  std::vector<SanityFigure> figures;  // so far
  std::int64_t steps = 0;             // of training made, and the most it may take; 0 where nothing is trained
  std::int64_t most_steps = 0;
  CheckVerdict verdict = CheckVerdict::running;
  std::string reason;
};

struct CheckSnapshot {
  bool running = false;
  std::optional<GradientCheckSnapshot> gradient;
  std::optional<NaiveSnapshot> naive;
  std::array<std::optional<SanitySnapshot>, 3> sanity;  // in the order of SanityCheck
};

}  // namespace lab
