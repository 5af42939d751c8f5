// lab load: a saved model, told, measured, and trained further.
#include <ostream>

#include "cli/model_file.h"
#include "cli/training.h"
#include "core/text.h"
#include "lab/settings/settings_table.h"

namespace lab::cli {
namespace {

constexpr std::string_view about =
    R"(Reads a model that 'lab save' or 'lab train --save' wrote: says what it is, and measures it on its data. With --steps or
--epochs the training goes on from where it was saved, with the same minibatches and to the same bit as if it had never
stopped; then rows are printed as 'lab train' prints them, and what the model is goes to the error stream. A model of
images is told, not measured, without --data-dir. --save may name the same file.
)";

constexpr std::string_view notes =
    R"(Ends with exit code 1 when the file is no sound model, and says why.

Example: lab load net.npy lr=0.001 --data-dir DIR --epochs 5 --test --save better.npy
)";

constexpr OperandSpec operands[] = {
    {Operand::file, "FILE", "the model"},
    {Operand::live, "key=value",
     "a setting that may change during a run: lr, l2, loss, batch …; 'lab settings' lists all"}};

// Settings with the assignments applied, all of which must be live.
Result<Settings> liveChange(const Settings& settings, std::string_view assignments) {
  const Result<Settings> changed = settingsFrom(settings, assignments);
  if (!changed) return changed;
  std::string keys;
  std::string live;
  for (const SettingInfo& info : settingInfos()) {
    if (info.effect == Effect::live) {
      addTo(live, info.key);
    } else if (!same(settings, changed.value(), info.key)) {
      addTo(keys, std::string(info.key) + "=" + valueText(changed.value(), info.key));
    }
  }
  if (keys.empty()) return changed;
  return Error{keys + " would begin another run: a saved model goes on with changes of " + live + " alone."};
}

ExitCode measureAndTrain(const Checkpoint& checkpoint, const TrainingPlan& plan, Terminal& terminal) {
  Session session({}, plan.images);
  const Status restored = session.restore(checkpoint);
  if (!restored) {
    terminal.err << "lab load: " << restored.error() << '\n';
    return check_failed;
  }
  const std::string& notice = session.observe({}).notice;
  if (!notice.empty()) terminal.err << "lab load: " << notice << '\n';
  return trainAsPlanned(plan, session, "load", terminal);
}

ExitCode run(Arguments arguments, Terminal& terminal) {
  if (arguments.empty() || arguments[0].starts_with("-")) {
    return usageError(terminal, "load", "The file is missing: lab load FILE ….");
  }
  const auto parsed = ParsedArguments::parse(arguments.subspan(1), training_options);
  if (!parsed) return usageError(terminal, "load", parsed.error());
  Result<Checkpoint> checkpoint = readModel(arguments[0]);
  if (!checkpoint) {
    terminal.err << "lab load: " << checkpoint.error() << '\n';
    return check_failed;
  }
  const auto settings = liveChange(checkpoint.value().settings, parsed.value().assignments());
  if (!settings) return usageError(terminal, "load", settings.error());
  checkpoint.value().settings = settings.value();
  const auto plan = planTraining(parsed.value(), settings.value(), terminal);
  if (!plan) return usageError(terminal, "load", plan.error());

  const bool measurable = modeOf(settings.value()) == Mode::plane || plan.value().images;
  if (!measurable && (plan.value().trains() || plan.value().test || !plan.value().save.empty())) {
    return usageError(terminal, "load", "A model of images needs --data-dir PATH for that.");
  }
  (plan.value().trains() ? terminal.err : terminal.out)
      << printable(arguments[0]) << ": " << describeModel(checkpoint.value());
  if (measurable) return measureAndTrain(checkpoint.value(), plan.value(), terminal);
  terminal.err << "lab load: not measured; --data-dir PATH names the images.\n";
  return success;
}

}  // namespace

TerminalCommand loadCommand() {
  return {.name = "load",
          .summary = "tell, measure and train on a saved model",
          .usage = "FILE [key=value …]",
          .about = about,
          .operands = operands,
          .options = training_options,
          .notes = notes,
          .run = run};
}

}  // namespace lab::cli
