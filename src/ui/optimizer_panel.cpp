#include "ui/optimizer_panel.h"

#include <algorithm>
#include <array>
#include <vector>

#include "ui/format.h"
#include "ui/setting_rows.h"

namespace lab::ui {
namespace {

constexpr std::array<const char*, 6> optimizer_values = {"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"};
const std::vector<std::string> optimizer_names = {"SGD", "Momentum", "Nesterov", "Adagrad", "RMSProp", "Adam"};
constexpr std::array<const char*, 5> schedule_values = {"constant", "step", "exponential", "cosine", "inverse"};
const std::vector<std::string> schedule_names = {"Constant", "Step", "Exponential", "Cosine", "1/t"};

// What the rule has beside the learning rate.
void drawRuleNumbers(Frame& frame, OptimizerKind kind) {
  switch (kind) {
    case OptimizerKind::sgd:
    case OptimizerKind::adagrad:
      break;
    case OptimizerKind::momentum:
    case OptimizerKind::nesterov:
      postNumber(frame, "momentum", "Momentum µ", {0, 1, false, false, false});
      break;
    case OptimizerKind::rmsprop:
      postNumber(frame, "rms_decay", "Decay ρ", {0, 0.9999, false, false, false});
      break;
    case OptimizerKind::adam:
      postNumber(frame, "beta1", "Decay β1", {0, 0.9999, false, false, false});
      postNumber(frame, "beta2", "Decay β2", {0, 0.99999, false, false, false});
      break;
  }
  if (memoryVectors(kind) > 0 && kind != OptimizerKind::momentum && kind != OptimizerKind::nesterov) {
    postField(frame, "epsilon", "Epsilon ε");
  }
}

void drawSchedule(Frame& frame) {
  const Settings& now = frame.snapshot.settings;
  postList(frame, "schedule", "Learning rate", schedule_names, schedule_values);
  if (now.schedule != ScheduleKind::constant) {
    postNumber(frame, "decay_epochs", now.schedule == ScheduleKind::cosine ? "Down to 0 in" : "Decay epochs",
               {0.1, 10000, true, false, false});
  }
  if (now.schedule == ScheduleKind::step || now.schedule == ScheduleKind::exponential) {
    postNumber(frame, "decay_rate", "Times", {1e-4, 1, false, false, false});
  }
  postNumber(frame, "warmup_epochs", "Warm-up epochs", {0.1, 1000, true, true, false});
  const bool changes = now.schedule != ScheduleKind::constant || now.warmup_epochs > 0;
  if (changes && !frame.snapshot.runs.empty()) {
    text(frame, "Learning rate of the next step: " + shortest(rounded(frame.snapshot.runs.front().lr, 3)), Tone::muted);
  }
}

}  // namespace

std::string updateFormula(OptimizerKind kind) {
  switch (kind) {
    case OptimizerKind::sgd:
      return "W ← W − lr · dW";
    case OptimizerKind::momentum:
      return "v ← µ·v − lr · dW, then W ← W + v";
    case OptimizerKind::nesterov:
      return "v' ← µ·v − lr · dW, then W ← W + (1 + µ)·v' − µ·v";
    case OptimizerKind::adagrad:
      return "s ← s + dW², then W ← W − lr · dW / (√s + ε)";
    case OptimizerKind::rmsprop:
      return "s ← ρ·s + (1 − ρ)·dW², then W ← W − lr · dW / (√s + ε)";
    case OptimizerKind::adam:
      return "v and s: running means of dW and dW², corrected for their start at 0; W ← W − lr · v / (√s + ε). A "
             "good learning rate is often near 0.001.";
  }
  return {};
}

void OptimizerPanel::draw(Frame& frame) {
  fold(frame, "optimizer fold", "Optimizer", open_);
  if (!open_) return;
  const OptimizerKind kind = frame.snapshot.settings.optimizer;
  postList(frame, "optimizer", "Update rule", optimizer_names, optimizer_values);
  drawRuleNumbers(frame, kind);
  text(frame, updateFormula(kind), Tone::muted, true);
  drawSchedule(frame);
}

}  // namespace lab::ui
