// lab train: a run on given settings, its losses as CSV or JSON lines. lab save: the same, for the sake of the model.
#include <algorithm>
#include <ostream>

#include "cli/training.h"
#include "lab/settings/settings_table.h"

namespace lab::cli {
namespace {

constexpr std::string_view train_about =
    R"(Trains one model and prints, at iterations 0, M, 2M … below N:
  iteration,loss,data_loss,reg_loss,train_accuracy
The losses are those of the step's minibatch before its update, as the course prints them (without minibatches: of the
whole training set); the accuracy is that of the whole training set before the update. Numbers have every digit that
matters. The last line on the error stream gives accuracy and loss over the training set after the last update.
)";

constexpr std::string_view train_notes =
    R"(With data=cifar10 (presets cifar_softmax, cifar_svm, cifar_two_layer) a row has val_accuracy as well; its
train_accuracy is that of the first 1,000 training images. Ctrl-C ends the training cleanly with what was reached, which
is saved and tested as planned; so do SIGTERM and SIGHUP, but for the test, with exit codes 143 and 129. A second one
loses nothing, a third ends the program at once.

Ends with exit code 1 when the training diverges, and says at which iteration; then nothing is saved.

Example: lab train classes=4 model=two_layer init=he lr=0.3 batch=32 precision=float64 --steps 1000 --log-every 100
)";

constexpr std::string_view save_about =
    R"(Trains as 'lab train' does and saves the model: the same as lab train … --save FILE.

FILE is in NumPy's format, one record with fields by name, and takes the place of an older one only once it is whole:
  m = np.load("model.npy")
  scores = X @ m["W"] + m["b"]                                          # model=linear, X (N, D)
  scores = np.maximum(0, X @ m["W1"] + m["b1"]) @ m["W2"] + m["b2"]     # model=two_layer
Images are X (N, 3072), bytes as they are in the records of CIFAR-10, and go through the model's own preprocessing
before: X = (X - m["mean"]) * m["scale"]. m["settings"], m["iteration"] and the rest let 'lab load' go on exactly.
)";

constexpr std::string_view save_notes =
    "Example: lab save net.npy preset=cifar_two_layer --data-dir DIR --epochs 15 --test\n";

constexpr OperandSpec train_operands[] = {{Operand::settings, "key=value",
                                           "a setting; 'lab settings' lists them. preset=notes_linear and "
                                           "preset=notes_two_layer are the course's published runs"}};
constexpr OperandSpec save_operands[] = {{Operand::file, "FILE", "where the model goes"},
                                         {Operand::settings, "key=value", "a setting; 'lab settings' lists them"}};
// The place of the file is an operand.
constexpr std::span<const OptionSpec> save_options = std::span(training_options).first<training_options.size() - 1>();
static_assert(training_options.back().name == "--save");

constexpr std::int64_t usual_steps = 200;

ExitCode trainWith(Arguments arguments, std::string_view command, Terminal& terminal) {
  const auto parsed = ParsedArguments::parse(arguments, training_options);
  if (!parsed) return usageError(terminal, command, parsed.error());
  Result<Settings> settings = settingsFrom({}, parsed.value().assignments());
  if (!settings) return usageError(terminal, command, settings.error());
  Result<TrainingPlan> planned = planTraining(parsed.value(), settings.value(), terminal);
  if (!planned) return usageError(terminal, command, planned.error());
  TrainingPlan& plan = planned.value();
  if (modeOf(settings.value()) == Mode::images && !plan.images) {
    return usageError(terminal, command, "data=cifar10 needs --data-dir PATH.");
  }
  if (!plan.trains()) plan.steps = usual_steps;
  if (settings.value().side_by_side) {
    settings.value().side_by_side = false;
    terminal.err << "lab " << command
                 << ": side_by_side=1 is for the screen; here model=" << valueText(settings.value(), "model")
                 << " trains alone.\n";
  }
  Session session(settings.value(), plan.images);
  return trainAsPlanned(plan, session, command, terminal);
}

ExitCode runTrain(Arguments arguments, Terminal& terminal) { return trainWith(arguments, "train", terminal); }

ExitCode runSave(Arguments arguments, Terminal& terminal) {
  if (arguments.empty()) return usageError(terminal, "save", "The file is missing: lab save FILE key=value ….");
  const std::string& file = arguments[0];
  if (file.starts_with("-") || file.find('=') != std::string::npos) {
    return usageError(terminal, "save", "The file must come first, not '" + file + "': lab save FILE key=value ….");
  }
  std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
  if (std::any_of(rest.begin(), rest.end(), [](const std::string& one) { return one.starts_with("--save"); })) {
    return usageError(terminal, "save", "--save is for 'lab train'; here the file is " + file + ".");
  }
  rest.insert(rest.end(), {"--save", file});
  return trainWith(rest, "save", terminal);
}

}  // namespace

TerminalCommand trainCommand() {
  return {.name = "train",
          .summary = "train on given settings and print the losses as CSV or JSON",
          .usage = "[key=value …]",
          .about = train_about,
          .operands = train_operands,
          .options = training_options,
          .notes = train_notes,
          .run = runTrain};
}

TerminalCommand saveCommand() {
  return {.name = "save",
          .summary = "train, and save the model for later and for NumPy",
          .usage = "FILE [key=value …]",
          .about = save_about,
          .operands = save_operands,
          .options = save_options,
          .notes = save_notes,
          .run = runSave};
}

}  // namespace lab::cli
