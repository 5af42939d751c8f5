#include "ui/optimizer_panel.h"

#include "ui/format.h"
#include "ui/formulas.h"
#include "ui/setting_rows.h"

namespace lab::ui {
namespace {

// Running means differ in how long they last: 2 steps at 0.5, 1,000 at 0.999.
constexpr Scale decay{.min = 0.5, .max = 0.9999, .near_one = true};

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
      postNumber(frame, "momentum", {0, 1, false, false, false});
      break;
    case OptimizerKind::rmsprop:
      postNumber(frame, "rms_decay", decay);
      break;
    case OptimizerKind::adam:
      postNumber(frame, "beta1", decay);
      postNumber(frame, "beta2", decay);
      break;
  }
  if (memoryVectors(kind) > 0 && kind != OptimizerKind::momentum && kind != OptimizerKind::nesterov) {
    postField(frame, "epsilon");
  }
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
    default:
      return nullptr;
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
  postList(frame, "schedule");
  if (now.schedule != ScheduleKind::constant) {
    postNumber(frame, "decay_epochs", {0.1, 10000, true, false, false});
  }
  if (now.schedule == ScheduleKind::step || now.schedule == ScheduleKind::exponential) {
    postNumber(frame, "decay_rate", {1e-4, 1, false, false, false});
  }
  postNumber(frame, "warmup_epochs", {0.1, 1000, true, true, false});
  const std::string words = scheduleText(now);
  if (words.empty() || frame.snapshot.runs.empty()) return;
  text(frame, words, Tone::muted, true);
  text(frame, "Next step: learning rate " + shortest(rounded(frame.snapshot.runs.front().lr, 3)), Tone::muted, true);
}

}  // namespace

std::string updateFormula(OptimizerKind kind) {
  switch (kind) {
    case OptimizerKind::sgd:
      return "W ← W − lr · dW";
    case OptimizerKind::momentum:
      return "v ← µ·v − lr · dW\nW ← W + v";
    case OptimizerKind::nesterov:
      return "v' ← µ·v − lr · dW\nW ← W + (1 + µ)·v' − µ·v";
    case OptimizerKind::adagrad:
      return "s ← s + dW²\nW ← W − lr · dW / (√s + ε)";
    case OptimizerKind::rmsprop:
      return "s ← ρ·s + (1 − ρ)·dW²\nW ← W − lr · dW / (√s + ε)";
    case OptimizerKind::adam:
      return "v ← β1·v + (1 − β1)·dW\ns ← β2·s + (1 − β2)·dW²\nv' = v / (1 − β1^t), s' = s / (1 − β2^t)\n"
             "W ← W − lr · v' / (√s' + ε)";
    case OptimizerKind::random_search:
      return "try W' = lr · normals\nW ← W' if its loss is lower";
    case OptimizerKind::local_search:
      return "try W' = W + lr · normals\nW ← W' if its loss is lower";
    case OptimizerKind::numerical:
      return "dW ≈ (L(W + h) − L(W)) / h\nW ← W − lr · dW";
  }
  return {};
}

std::string updateFormula(OptimizerKind kind, const Settings& settings, double lr) {
  std::string formula = updateFormula(kind);
  const std::pair<std::string_view, double> numbers[] = {{"lr", lr},
                                                         {"µ", settings.momentum},
                                                         {"ρ", settings.rms_decay},
                                                         {"β1", settings.beta1},
                                                         {"β2", settings.beta2},
                                                         {"ε", settings.epsilon}};
  for (const auto& [name, number] : numbers) {
    const std::string digits = shortest(number);
    for (std::size_t at = formula.find(name); at != std::string::npos; at = formula.find(name, at + digits.size())) {
      formula.replace(at, name.size(), digits);
    }
  }
  return formula;
}

std::string searchText(const SearchProgress& search) {
  std::string words = "Tries " + grouped(search.tries) + " · kept " + grouped(search.kept);
  if (search.tries > 0) words += " · best " + fixed(search.best_loss, 4);
  return words;
}

std::string evaluationsText(std::int64_t evaluations, double steps_per_second) {
  std::string words = grouped(evaluations) + " evaluations of the loss a step";
  const bool slow = steps_per_second < 10;
  const std::string speed = slow ? shortest(rounded(steps_per_second, 2)) : compact(steps_per_second);
  if (steps_per_second > 0) words += ", " + speed + " steps/s";
  return words;
}

std::string scheduleText(const Settings& settings) {
  const std::string epochs = shortest(settings.decay_epochs) + (settings.decay_epochs == 1 ? " epoch" : " epochs");
  const std::string factor = shortest(settings.decay_rate);
  std::string words;
  switch (settings.schedule) {
    case ScheduleKind::constant:
      break;
    case ScheduleKind::step:
    case ScheduleKind::exponential:
      postNumber(frame, "decay_epochs", decay_time);
      postNumber(frame, "decay_rate", {1e-4, 1, false, false, false});
      break;
    case ScheduleKind::cosine:
    case ScheduleKind::inverse:
      postNumber(frame, "decay_epochs", decay_time);
      break;
  }
  postNumber(frame, "warmup_epochs", {0.1, 1000, true, true, false});
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
  postList(frame, "optimizer");
  drawRuleNumbers(frame, kind);
  text(frame, updateFormula(kind), Tone::muted, true);
  for (const RunSnapshot& run : frame.snapshot.runs) drawRun(frame, run);
  if (const char* words = ruleProse(kind)) prose(frame, words);
  drawSchedule(frame);
}

}  // namespace lab::ui
