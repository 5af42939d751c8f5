#include "ui/objective_panel.h"

#include <cmath>

#include "ui/formulas.h"
#include "ui/setting_rows.h"

namespace lab::ui {
namespace {

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
  postNumber(frame, "svm_margin", {.min = 0.01, .max = 100, .logarithmic = true});
  postChoice(frame, "svm_power");
  postChoice(frame, "svm_sum");
  postChoice(frame, "svm_reduce");
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
}

}  // namespace

void ObjectivePanel::draw(Frame& frame) {
  const Settings& now = frame.snapshot.settings;
  postChoice(frame, "loss");
  postNumber(frame, "l2", strength);
  text(frame, lossFormula(now), Tone::muted, true);
  if (frame.snapshot.runs.size() == 1 && std::isfinite(frame.snapshot.runs.front().now.loss)) {
    text(frame, lossSum(frame.snapshot.runs.front().now), Tone::muted, true);
  }
  fold(frame, "loss forms", "Losses and penalties", forms_open_);
  if (!forms_open_) return;
  drawForms(frame, now.loss);
  postToggle(frame, "l2_half");
  postNumber(frame, "l1", strength);
  postNumber(frame, "elastic_beta", {.min = 0.01, .max = 100, .logarithmic = true, .zero = true});
  if (now.l1 == 0) prose(frame, "The elastic net joins L1 and L2: it acts as soon as L1 is above 0.");
  postNumber(frame, "max_norm", {.min = 0.01, .max = 100, .logarithmic = true, .zero = true});
  if (hasHidden(now)) postNumber(frame, "dropout", {0, 0.9, false, false, false});
  prose(frame, "A penalty keeps weights small; max norm shortens the weights into a unit that grow too long.");
}

}  // namespace lab::ui
