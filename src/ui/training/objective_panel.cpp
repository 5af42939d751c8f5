#include "ui/training/objective_panel.h"

#include <cmath>

#include "ui/kit/formulas.h"
#include "ui/kit/setting_rows.h"

namespace lab::ui {
namespace {

constexpr Scale strength{.min = 1e-5, .max = 1, .logarithmic = true, .zero = true};

bool showsHidden(const Settings& settings) { return settings.side_by_side || hasHidden(settings.model); }

void drawForms(Frame& frame, LossKind loss) {
  switch (loss) {
    case LossKind::softmax:  // it has one
      break;
    case LossKind::svm:
      postNumber(frame, "svm_margin", {.min = 0.01, .max = 100, .logarithmic = true});
      postChoice(frame, "svm_power");
      postChoice(frame, "svm_sum");
      postChoice(frame, "svm_reduce");
      break;
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
  if (showsHidden(now)) postNumber(frame, "dropout", {0, 0.9, false, false, false});
  prose(frame, "A penalty keeps weights small; max norm shortens the weights into a unit that grow too long.");
}

}  // namespace lab::ui
