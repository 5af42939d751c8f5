#include "ui/objective_panel.h"

#include <array>
#include <cmath>

#include "ui/format.h"
#include "ui/setting_rows.h"

namespace lab::ui {
namespace {

constexpr std::array<const char*, 2> loss_names = {"softmax", "SVM"};
constexpr std::array<const char*, 2> loss_values = {"softmax", "svm"};
constexpr std::array<const char*, 2> power_names = {"plain", "squared"};
constexpr std::array<const char*, 2> power_values = {"1", "2"};
constexpr std::array<const char*, 2> sum_names = {"j ≠ y", "all j"};
constexpr std::array<const char*, 2> sum_values = {"others", "all"};
constexpr std::array<const char*, 2> reduce_names = {"sum", "mean"};
constexpr std::array<const char*, 2> reduce_values = {"sum", "mean"};

constexpr Scale strength{.min = 1e-5, .max = 1, .logarithmic = true, .zero = true};

bool hasHidden(const Settings& settings) { return settings.side_by_side || settings.model == ModelKind::two_layer; }

std::string svmFormula(const Settings& settings) {
  std::string text = "L = 1/N Σ ";
  if (settings.svm_reduce == SvmReduce::mean) text += "1/C ";
  text += settings.svm_sum == SvmSum::all ? "Σ(all j) " : "Σ(j≠y) ";
  text += "max(0, s(j) − s(y) + " + shortest(settings.svm_margin) + ")";
  return settings.svm_power == 2 ? text + "²" : text;
}

void drawSvm(Frame& frame) {
  postNumber(frame, "svm_margin", "Margin Δ", {.min = 0.01, .max = 100, .logarithmic = true});
  postChoice(frame, "svm_power", "Hinge", power_names, power_values);
  postChoice(frame, "svm_sum", "Over the classes", sum_names, sum_values);
  postChoice(frame, "svm_reduce", "Their", reduce_names, reduce_values);
}

}  // namespace

std::string lossFormula(const Settings& settings) {
  std::string text = settings.loss == LossKind::softmax ? "L = 1/N Σ −ln p(y)" : svmFormula(settings);
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
  return fixed(now.loss, 4) + " = " + fixed(now.data_loss, 4) + " data + " + fixed(now.reg_loss, 4) + " penalty";
}

std::string expectedStartText(const Settings& settings, int classes, double expected) {
  if (settings.loss == LossKind::softmax) return "ln " + std::to_string(classes) + " = " + fixed(expected, 4);
  const bool all = settings.svm_sum == SvmSum::all;
  std::string text = all ? "C" : "C − 1";
  if (settings.svm_margin != 1) text = (all ? text : "(" + text + ")") + (settings.svm_power == 2 ? "·Δ²" : "·Δ");
  if (settings.svm_reduce == SvmReduce::mean) text = (all || settings.svm_margin != 1 ? text : "(" + text + ")") + "/C";
  return text + " = " + shortest(rounded(expected, 5));
}

void ObjectivePanel::draw(Frame& frame) {
  const Settings& now = frame.snapshot.settings;
  postChoice(frame, "loss", "Loss", loss_names, loss_values);
  postNumber(frame, "l2", "L2 penalty", strength);
  text(frame, lossFormula(now), Tone::muted, true);
  if (frame.snapshot.runs.size() == 1 && std::isfinite(frame.snapshot.runs.front().now.loss)) {
    text(frame, lossSum(frame.snapshot.runs.front().now), Tone::muted, true);
  }
  fold(frame, "loss forms", "Losses and penalties", forms_open_);
  if (!forms_open_) return;
  if (now.loss == LossKind::svm) drawSvm(frame);
  if (toggleRow(frame, "l2 half", "½ in front of L2", now.l2_half)) frame.set("l2_half", now.l2_half ? "0" : "1");
  postNumber(frame, "l1", "L1 penalty", strength);
  if (now.l1 > 0)
    postNumber(frame, "elastic_beta", "Elastic β", {.min = 0.01, .max = 100, .logarithmic = true, .zero = true});
  postNumber(frame, "max_norm", "Max norm", {.min = 0.01, .max = 100, .logarithmic = true, .zero = true});
  if (hasHidden(now)) postNumber(frame, "dropout", "Dropout", {0, 0.9, false, false, false});
  prose(frame, "A penalty keeps weights small; max norm shortens the weights into a unit that grow too long.");
}

}  // namespace lab::ui
