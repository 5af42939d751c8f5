#include "cli/training.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <ostream>

#include "cli/image_files.h"
#include "cli/interruption.h"
#include "cli/model_file.h"
#include "cli/training_progress.h"
#include "core/json.h"
#include "core/number_text.h"
#include "core/text.h"
#include "lab/checkpoint/checkpoint_file.h"
#include "lab/settings/settings_table.h"

namespace lab::cli {
namespace {

struct Row {
  std::int64_t iteration = 0;
  BatchLoss batch;
  Metrics before;  // the update
};

void printCsv(std::ostream& out, const Row& row) {
  out << row.iteration;
  for (const double value : {row.batch.loss, row.batch.data_loss, row.batch.reg_loss, row.before.train_accuracy}) {
    out << ',' << numberText(value);
  }
  if (row.before.val_accuracy) out << ',' << numberText(*row.before.val_accuracy);
  out << '\n';
}

void printJson(std::ostream& out, const Row& row) {
  JsonWriter json;
  json.object([&] {
    json.member("iteration", row.iteration);
    json.member("loss", row.batch.loss);
    json.member("data_loss", row.batch.data_loss);
    json.member("reg_loss", row.batch.reg_loss);
    json.member("train_accuracy", row.before.train_accuracy);
    if (row.before.val_accuracy) json.member("val_accuracy", *row.before.val_accuracy);
  });
  out << json.text() << '\n';
}

// Nothing where the option was not given.
Result<std::optional<std::int64_t>> optionalNumber(const ParsedArguments& parsed, std::string_view option) {
  if (!parsed.has(option)) return std::optional<std::int64_t>();
  const auto number = parsed.wholeNumber(option);
  if (!number) return number.failure();
  return std::optional(number.value());
}

Status planSaving(const ParsedArguments& parsed, TrainingPlan& plan) {
  if (!parsed.has("--save")) return Done{};
  plan.save = parsed.text("--save");
  return checkModelPlace(plan.save);
}

Status planImages(const ParsedArguments& parsed, const Settings& settings, TrainingPlan& plan, Terminal& terminal) {
  const bool wants = modeOf(settings) == Mode::images;
  for (const std::string_view option : {"--data-dir", "--epochs", "--test"}) {
    if (!wants && parsed.has(option)) return Error{std::string(option) + " goes with data=cifar10."};
  }
  if (!wants || !parsed.has("--data-dir")) return Done{};
  auto library = readImages(parsed.text("--data-dir"), terminal);
  if (!library) return library.failure();
  if (plan.test && library.value().test.size() == 0) {
    return Error{"--test needs test images, and " + parsed.text("--data-dir") + " has none (test_batch.bin)."};
  }
  plan.images = std::make_shared<const ImageLibrary>(std::move(library.value()));
  return Done{};
}

// Examples to learn from.
Index examplesOf(const Snapshot& snapshot) {
  return snapshot.mode == Mode::images ? snapshot.runs[0].split.train : snapshot.data->size();
}

Index batchOf(const Snapshot& snapshot) {
  const Index examples = examplesOf(snapshot);
  return snapshot.settings.batch == 0 ? examples : std::min<Index>(snapshot.settings.batch, examples);
}

std::int64_t stepsOf(const TrainingPlan& plan, const Snapshot& snapshot) {
  if (!plan.epochs) return plan.steps.value_or(0);
  const Index batch = batchOf(snapshot);
  return *plan.epochs * ((examplesOf(snapshot) + batch - 1) / batch);
}

// What the training ends with must be a model that can be loaded again.
Status checkRoom(const TrainingPlan& plan, Session& session) {
  const Snapshot& start = session.observe({});
  return checkRoomFor(stepsOf(plan, start), batchOf(start), session.checkpoint());
}

// A signal came, with the step under way finished, or the rows go nowhere and nothing else is wanted.
bool mayStop(const TrainingPlan& plan, const Terminal& terminal) {
  return Interruption::came() || (plan.save.empty() && !terminal.out);
}

// Makes the steps of the plan and prints its rows. Stops where the run diverges or its schedule ends.
void makeSteps(const TrainingPlan& plan, Session& session, Terminal& terminal) {
  if (!plan.json) {
    terminal.out << "iteration,loss,data_loss,reg_loss,train_accuracy" << (plan.images ? ",val_accuracy\n" : "\n");
  }
  const Snapshot& start = session.observe({});
  const std::int64_t begin = start.runs[0].iteration;
  const std::int64_t end = begin + stepsOf(plan, start);
  TrainingProgress progress(terminal, begin, end, batchOf(start), examplesOf(start));
  (void)session.post(commands::Act::run);
  std::int64_t at = begin;
  while (at < end && !mayStop(plan, terminal)) {
    Row row{.iteration = at, .batch = {}, .before = session.observe({}).runs[0].now};
    // A row needs the state before the update and the loss that the step then found: the step is made by itself.
    const bool stepped = session.advance({1}) == 1;
    const RunSnapshot& after = session.observe({}).runs[0];
    row.batch = after.last_batch.value_or(BatchLoss{});
    if (stepped || after.diverged_at) (plan.json ? printJson : printCsv)(terminal.out, row);
    if (!stepped) return;
    progress.follow(at + 1, row.batch.loss);
    const std::int64_t next = std::min(at + plan.log_every, end);
    for (++at; at < next && !Interruption::came(); ++at) {
      if (session.advance({1}) != 1) return;
      progress.follow(at + 1, row.batch.loss);
    }
  }
}

// A run that diverged is not worth the file of an earlier one. Nothing is measured before: whoever asked for an end may
// not wait for that.
Status save(const std::string& path, const Session& session, Terminal& terminal) {
  if (session.diverged()) return Error{printable(path) + " is not written: the training diverged."};
  const Checkpoint checkpoint = session.checkpoint();
  const Result<std::size_t> bytes = writeModel(path, checkpoint);
  if (!bytes) return bytes.failure();
  const std::int64_t iteration = std::visit([](const auto& state) { return state.iteration; }, checkpoint.state);
  terminal.err << "saved " << printable(path) << ": iteration " << iteration << ", " << bytes.value() << " bytes"
               << std::endl;
  return Done{};
}

// Trains, and saves what was reached, at the plan's end or at a signal. Says whether a test may follow: one does after
// the first Ctrl-C, but not where somebody who cannot see it, or who asked again, waits for the end.
bool trainAndSave(const TrainingPlan& plan, Session& session, std::string_view command, Terminal& terminal,
                  Status& saved) {
  std::optional<Interruption> promise;
  if (plan.trains()) promise.emplace();
  if (!plan.save.empty()) outliveReaders();
  const std::uint64_t told = session.snapshot().notice_revision;
  if (plan.trains()) makeSteps(plan, session, terminal);
  // The model may go the way of the rows.
  terminal.out << std::flush;
  if (!plan.save.empty()) saved = save(plan.save, session, terminal);
  if (!saved) terminal.err << "lab " << command << ": " << saved.error() << '\n';
  if (!promise) return true;
  if (Interruption::came()) terminal.err << "lab " << command << ": interrupted; this is what was reached.\n";
  const bool goes_on = !Interruption::came() || (Interruption::byHand() && !Interruption::cameAgain());
  promise.reset();
  const Snapshot& end = session.observe({});
  if (end.notice_revision != told) terminal.err << "lab " << command << ": " << end.notice << '\n';
  return goes_on;
}

void printFinal(const RunSnapshot& end, std::string_view command, std::ostream& out) {
  if (end.diverged_at) {
    out << "lab " << command << ": diverged at iteration " << *end.diverged_at
        << ": the loss or a parameter is not finite any more. A smaller lr may help.\n";
  }
  for (const Diagnosis& one : end.diagnoses) {
    if (one.kind == Diagnosis::Kind::rate_too_low) out << "lab " << command << ": " << one.sentence << '\n';
  }
  out << "final train_accuracy=" << numberText(end.now.train_accuracy) << " loss=" << numberText(end.now.loss)
      << " iteration=" << end.iteration;
  if (end.now.val_accuracy) out << " val_accuracy=" << numberText(*end.now.val_accuracy);
  if (end.test) out << " test_accuracy=" << numberText(end.test->accuracy);
  out << '\n';
}

}  // namespace

Result<TrainingPlan> planTraining(const ParsedArguments& parsed, const Settings& settings, Terminal& terminal) {
  TrainingPlan plan;
  const auto steps = optionalNumber(parsed, "--steps");
  if (!steps) return steps.failure();
  const auto epochs = optionalNumber(parsed, "--epochs");
  if (!epochs) return epochs.failure();
  const auto log_every = parsed.wholeNumber("--log-every");
  if (!log_every) return log_every.failure();
  plan.steps = steps.value();
  plan.epochs = epochs.value();
  plan.log_every = log_every.value();
  plan.json = parsed.has("--json");
  plan.test = parsed.has("--test");
  const Status saving = planSaving(parsed, plan);
  if (!saving) return saving.failure();
  const Status images = planImages(parsed, settings, plan, terminal);
  if (!images) return images.failure();
  return plan;
}

ExitCode trainAsPlanned(const TrainingPlan& plan, Session& session, std::string_view command, Terminal& terminal) {
  if (const Status room = plan.trains() ? checkRoom(plan, session) : Status(Done{}); !room) {
    terminal.err << "lab " << command << ": " << room.error() << '\n';
    return check_failed;
  }
  Status saved = Done{};
  const bool may_test = trainAndSave(plan, session, command, terminal, saved);
  if (plan.test && may_test) (void)session.post(commands::Act::test);
  session.advance({0});
  const RunSnapshot& end = session.observe({}).runs[0];
  if (end.test) printTest(*end.test, *plan.images, terminal.out);
  terminal.out << std::flush;
  printFinal(end, command, terminal.err);
  const ExitCode code = end.diverged_at || !saved ? check_failed : success;
  return plan.trains() ? Interruption::exitCode(code) : code;
}

}  // namespace lab::cli
