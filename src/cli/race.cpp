// lab race: up to six runs from the same weights and minibatches, and a table of how far each came.
#include <algorithm>
#include <array>
#include <ostream>

#include "cli/command_line.h"
#include "cli/image_files.h"
#include "core/number_text.h"
#include "core/text.h"
#include "lab/session/session.h"
#include "lab/settings/settings_table.h"
#include "lab/study/race_plan.h"

namespace lab::cli {
namespace {

constexpr std::string_view about =
    R"(Trains up to six runs from the same initial weights on the same minibatches, and prints for each where it came:
  changes,iteration,loss,train_accuracy,val_accuracy,diverged_at,seconds
A run that diverges says at which step, and the others go on.
)";

constexpr std::string_view notes =
    R"(Example: lab race model=two_layer --steps 2000 --runs "optimizer=sgd lr=1; optimizer=adam lr=0.02"
)";

constexpr OperandSpec operands[] = {
    {Operand::settings, "key=value", "a setting of all runs; 'lab settings' lists them"}};
constexpr OptionSpec options[] = {
    {.name = "--runs",
     .value = "TEXT",
     .help = "what differs: assignments, runs separated by semicolons. Without it the effect of the step size: a "
             "learning rate that is too low, good, high and too high"},
    option::study_steps,
    option::data_dir};

// "200; lr=0.1; lr=1", from what was asked for.
Result<std::string> racePlan(const ParsedArguments& parsed, const Settings& settings) {
  const auto steps = parsed.wholeNumber("--steps");
  if (!steps) return steps.failure();
  std::string runs = parsed.has("--runs") ? parsed.text("--runs") : readyRaces(settings).front().command;
  if (!parsed.has("--runs")) runs.erase(0, runs.find(';') + 1);
  return std::to_string(steps.value()) + "; " + runs;
}

void printRow(const RaceLane& lane, std::ostream& out) {
  const RunSnapshot& run = lane.run;
  out << lane.changes << ',' << run.iteration << ',' << numberText(run.now.loss) << ','
      << numberText(run.now.train_accuracy) << ',';
  if (run.now.val_accuracy) out << numberText(*run.now.val_accuracy);
  out << ',';
  if (run.diverged_at) out << *run.diverged_at;
  out << ',' << formatted("%.3f", lane.seconds) << '\n';
}

const RaceSnapshot& runToEnd(Session& session, Terminal& terminal) {
  Progress progress(terminal);
  const double begin = seconds();
  double shown = begin;
  while (session.advance({1}) > 0) {
    if (!terminal.show_progress || seconds() - shown < 0.2) continue;
    shown = seconds();
    const RaceSnapshot& race = *session.observe({}).studies->race;
    std::int64_t at = 0;
    for (const RaceLane& lane : race.lanes) at = std::max(at, lane.run.iteration);
    const double left = (shown - begin) / double(at) * double(race.steps - at);
    progress.show("step " + grouped(at) + " of " + grouped(race.steps) + ", " + timeLeftText(left));
  }
  return *session.observe({}).studies->race;
}

ExitCode run(Arguments arguments, Terminal& terminal) {
  const auto parsed = ParsedArguments::parse(arguments, options);
  if (!parsed) return usageError(terminal, "race", parsed.error());
  auto settings = settingsFrom({}, parsed.value().assignments());
  if (!settings) return usageError(terminal, "race", settings.error());
  settings.value().side_by_side = false;
  const auto text = racePlan(parsed.value(), settings.value());
  if (!text) return usageError(terminal, "race", text.error());
  // Before images are read, which takes a while.
  const auto plan = planRace(text.value(), settings.value());
  if (!plan) return usageError(terminal, "race", plan.error());
  const auto images = imagesFor(parsed.value(), settings.value(), terminal);
  if (!images) return usageError(terminal, "race", images.error());

  Session session(settings.value(), images.value());
  session.lendClock(seconds);
  const Status posted = session.post(commands::Study{.plan = text.value()});
  if (!posted) return usageError(terminal, "race", posted.error());
  terminal.out << "changes,iteration,loss,train_accuracy,val_accuracy,diverged_at,seconds\n";
  for (const RaceLane& lane : runToEnd(session, terminal).lanes) printRow(lane, terminal.out);
  return success;
}

}  // namespace

TerminalCommand raceCommand() {
  return {.name = "race",
          .summary = "compare up to six runs from the same weights and minibatches",
          .usage = "[key=value …]",
          .about = about,
          .operands = operands,
          .options = options,
          .notes = notes,
          .run = run};
}

}  // namespace lab::cli
