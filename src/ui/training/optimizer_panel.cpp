#include "ui/training/optimizer_panel.h"

#include "ui/kit/format.h"
#include "ui/kit/formulas.h"
#include "ui/kit/setting_rows.h"

namespace lab::ui {
namespace {

// What the rule has beside the learning rate.
void drawRuleNumbers(Frame& frame, OptimizerKind kind) {
  switch (kind) {
    case OptimizerKind::sgd:
    case OptimizerKind::adagrad:
    case OptimizerKind::random_search:
    case OptimizerKind::local_search:
    case OptimizerKind::numerical:
      break;
    case OptimizerKind::momentum:
    case OptimizerKind::nesterov:
      settingRow(frame, "momentum");
      break;
    case OptimizerKind::rmsprop:
      settingRow(frame, "rms_decay");
      break;
    case OptimizerKind::adam:
      settingRows(frame, {"beta1", "beta2"});
      break;
  }
  if (traitsOf(kind).squares) settingRow(frame, "epsilon");
}

// What to know before choosing it; null: nothing.
const char* ruleProse(OptimizerKind kind) {
  switch (kind) {
    case OptimizerKind::adam:
      return "A good start: a learning rate of 0.001.";
    case OptimizerKind::random_search:
      return "Guesses that forget each other. A lower loss becomes rare soon, and the more parameters, the sooner.";
    case OptimizerKind::local_search:
      return "Blindfolded steps from the best so far, taken only downhill. A good start: a learning rate of 0.1.";
    case OptimizerKind::numerical:
      return "The gradient without any calculus: h = 0.00001 along each parameter in turn. Backpropagation finds the "
             "same one in a single pass.";
    case OptimizerKind::sgd:
    case OptimizerKind::momentum:
    case OptimizerKind::nesterov:
    case OptimizerKind::adagrad:
    case OptimizerKind::rmsprop:
      break;
  }
  return nullptr;
}

// How a rule without a backward pass gets on. Side by side each model says its own.
void drawRun(Frame& frame, const RunSnapshot& run) {
  std::string words;
  if (run.search) words = searchText(*run.search);
  if (run.loss_evaluations) words = evaluationsText(*run.loss_evaluations, frame.host.steps_per_second);
  if (words.empty()) return;
  const bool both = frame.snapshot.runs.size() > 1;
  text(frame, both ? std::string(modelName(run.model)) + ": " + words : words, Tone::muted, true);
}

void drawSchedule(Frame& frame) {
  const Settings& now = frame.snapshot.settings;
  settingRow(frame, "schedule");
  switch (now.schedule) {
    case ScheduleKind::constant:
      break;
    case ScheduleKind::step:
    case ScheduleKind::exponential:
      settingRows(frame, {"decay_epochs", "decay_rate"});
      break;
    case ScheduleKind::cosine:
    case ScheduleKind::inverse:
      settingRow(frame, "decay_epochs");
      break;
  }
  settingRow(frame, "warmup_epochs");
  const std::string words = scheduleText(now);
  if (words.empty() || frame.snapshot.runs.empty()) return;
  text(frame, words, Tone::muted, true);
  text(frame, "Next step: learning rate " + shortest(rounded(frame.snapshot.runs.front().lr, 3)), Tone::muted, true);
}

}  // namespace

void OptimizerPanel::draw(Frame& frame) {
  fold(frame, "optimizer fold", "Optimizer", open_);
  if (!open_) return;
  const OptimizerKind kind = frame.snapshot.settings.optimizer;
  settingRow(frame, "optimizer");
  drawRuleNumbers(frame, kind);
  text(frame, updateFormula(kind), Tone::muted, true);
  for (const RunSnapshot& run : frame.snapshot.runs) drawRun(frame, run);
  if (const char* words = ruleProse(kind)) prose(frame, words);
  drawSchedule(frame);
}

}  // namespace lab::ui
