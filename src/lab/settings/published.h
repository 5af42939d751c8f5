// The loss tables that the course's case study prints, to be met digit for digit.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "lab/settings/settings.h"

namespace lab {

// Who printed them, for people.
inline constexpr std::string_view published_source = "the case study of a minimal network in the CS231n notes";

struct PublishedLoss {
  std::int64_t iteration;  // loss before the update of this iteration
  double loss;             // as printed, six decimals
};

// Source: the case study of a minimal network, "Putting it all together" and "Training a Neural Network".
struct PublishedRun {
  Settings settings;  // preset notes_linear or notes_two_layer
  std::span<const PublishedLoss> losses;
  std::int64_t iterations;  // length of the run whose training accuracy is printed
  double accuracy;          // as printed, two decimals
  double tolerance;         // on a loss: half a printed digit for the linear run, 2e-6 for the two-layer run
};

// Null for settings that no published table belongs to. Precision does not matter: float32 runs are compared too.
const PublishedRun* publishedRun(const Settings& settings);

}  // namespace lab
