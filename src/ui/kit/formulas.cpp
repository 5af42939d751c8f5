#include "ui/kit/formulas.h"

#include <string_view>
#include <utility>

#include "core/text.h"
#include "ui/kit/format.h"

namespace lab::ui {
namespace {

std::string svmFormula(const Settings& settings) {
  std::string text = "L = 1/N Σ ";
  if (settings.svm_reduce == SvmReduce::mean) text += "1/C ";
  text += settings.svm_sum == SvmSum::all ? "Σ(all j) " : "Σ(j≠y) ";
  text += "max(0, s(j) − s(y) + " + shortest(settings.svm_margin) + ")";
  return settings.svm_power == 2 ? text + "²" : text;
}

std::string dataLossFormula(const Settings& settings) {
  switch (settings.loss) {
    case LossKind::softmax:
      return "L = 1/N Σ −ln p(y)";
    case LossKind::svm:
      return svmFormula(settings);
  }
  return {};
}

std::string svmStartText(const Settings& settings, double expected) {
  const bool all = settings.svm_sum == SvmSum::all;
  std::string text = all ? "C" : "C − 1";
  if (settings.svm_margin != 1) text = (all ? text : "(" + text + ")") + (settings.svm_power == 2 ? "·Δ²" : "·Δ");
  if (settings.svm_reduce == SvmReduce::mean) text = (all || settings.svm_margin != 1 ? text : "(" + text + ")") + "/C";
  const std::string value = shortest(rounded(expected, 5));
  return text + equals(expected, value) + value;
}

}  // namespace

std::string lossFormula(const Settings& settings) {
  std::string text = dataLossFormula(settings);
  if (settings.l2 > 0) {
    text += std::string(" + ") + (settings.l2_half ? "½·" : "") + shortest(settings.l2) + "·ΣW²";
  }
  if (settings.l1 > 0 && settings.elastic_beta > 0) {
    text += " + " + shortest(settings.l1) + "·Σ(" + shortest(settings.elastic_beta) + "·W² + |W|)";
  } else if (settings.l1 > 0) {
    text += " + " + shortest(settings.l1) + "·Σ|W|";
  }
  if (settings.max_norm > 0) text += ", columns of W up to " + shortest(settings.max_norm);
  return text;
}

std::string lossSum(const Metrics& now) {
  const std::string total = fixed(now.loss, 4), data = fixed(now.data_loss, 4), penalty = fixed(now.reg_loss, 4);
  return total + equals(shownValue(data) + shownValue(penalty), total) + data + " data + " + penalty + " penalty";
}

std::string expectedStartText(const Settings& settings, int classes, double expected) {
  switch (settings.loss) {
    case LossKind::softmax:
      return "ln " + std::to_string(classes) + " ≈ " + fixed(expected, 4);
    case LossKind::svm:
      return svmStartText(settings, expected);
  }
  return {};
}

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
      words = "Times " + factor + " every " + epochs + ".";
      break;
    case ScheduleKind::exponential:
      words = "Times " + factor + " in " + epochs + ", little by little.";
      break;
    case ScheduleKind::cosine:
      words = "Falls to 0 in " + epochs + ", where the run ends.";
      break;
    case ScheduleKind::inverse:
      words = "lr / (1 + t): half of it after " + epochs + ".";
      break;
  }
  if (settings.warmup_epochs > 0) {
    const std::string rises = "Rises from 0 in the first " + shortest(settings.warmup_epochs) +
                              (settings.warmup_epochs == 1 ? " epoch." : " epochs.");
    addTo(words, rises, " ");
  }
  return words;
}

}  // namespace lab::ui
