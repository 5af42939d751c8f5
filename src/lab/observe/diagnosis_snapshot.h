// Why a run fails, or that nothing is left for it to learn: each with the number that shows it and a way out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lab {

// What is counted while the training examples are measured.
struct Vitals {
  std::int64_t examples = 0;
  std::int64_t certainly_wrong = 0;  // wrong answers with a probability above 0.999; softmax only
  std::int64_t hidden = 0;           // hidden units; two-layer only
  std::int64_t dead = 0;             // of these, 0 on every example
  std::int64_t alike = 0;            // examples, if their inputs are all the same though their classes are not; else 0
  double spread = 0;                 // of these: by how much any input differs at most
};

struct Diagnosis {
  // In the order of their severity.
  enum class Kind {
    diverged,
    constant_input,  // nothing tells the classes apart
    symmetric,       // two-layer weights that all begin at 0
    penalty,         // swallows the data
    all_dead,
    swings,  // far above the start
    saturated,
    overshoots,
    most_dead,
    rate_too_low,
    few_hidden,
    overfits,
    nothing_left,
  };
  Kind kind = Kind::nothing_left;
  std::string sentence;
  std::string remedy;                 // what the button says; empty: there is none
  std::vector<std::string> commands;  // what it does, in this order
  bool operator==(const Diagnosis&) const = default;
};

}  // namespace lab
