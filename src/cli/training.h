// What train, save and load share: their options, the training itself with its rows, and what is told and saved at the
// end.
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "cli/command_line.h"
#include "data/image_set.h"
#include "lab/session/session.h"

namespace lab::cli {

inline constexpr std::array<OptionSpec, 7> training_options{
    {{.name = "--steps",
      .value = "N",
      .help = "updates to make; if not given 200, and none of a model that was loaded",
      .range = NumberRange{0, 1'000'000'000}},
     {.name = "--epochs",
      .value = "N",
      .help = "with data=cifar10, instead of --steps: so many times through the training images",
      .range = NumberRange{1, 100'000}},
     {.name = "--log-every",
      .value = "M",
      .help = "iterations from one row to the next",
      .range = NumberRange{1, 1'000'000'000, 10}},
     {.name = "--json", .help = "one JSON object a row instead of CSV"},
     option::data_dir,
     {.name = "--test",
      .help = "with data=cifar10: at the end, accuracy on the test images, by class, and the confusion matrix"},
     {.name = "--save",
      .value = "FILE",
      .help = "at the end, the model and its place in the training; 'lab load' and NumPy read it",
      .path = true}}};

struct TrainingPlan {
  std::optional<std::int64_t> steps;   // updates to make
  std::optional<std::int64_t> epochs;  // instead: so many times through the training images
  std::int64_t log_every = 10;
  bool json = false;
  bool test = false;
  std::string save;                            // where the model goes at the end; empty: nowhere
  std::shared_ptr<const ImageLibrary> images;  // with data=cifar10 and --data-dir

  bool trains() const { return steps.has_value() || epochs.has_value(); }
};

// Refuses bad values, options that do not go with the settings, and a place where nothing can be saved. The images are
// read last.
Result<TrainingPlan> planTraining(const ParsedArguments& parsed, const Settings& settings, Terminal& terminal);

// Trains as planned, with a row every so many iterations, until the end, a divergence or Ctrl-C; saves; tests; and
// tells the final figures. `command` is the command's name, for messages.
ExitCode trainAsPlanned(const TrainingPlan& plan, Session& session, std::string_view command, Terminal& terminal);

// Accuracy on the test images, by class, and the confusion matrix: true classes down, predicted ones across.
void printTest(const TestResult& test, const ImageLibrary& images, std::ostream& out);

}  // namespace lab::cli
