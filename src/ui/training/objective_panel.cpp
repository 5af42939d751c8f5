#include "ui/training/objective_panel.h"

#include <cmath>

#include "ui/kit/formulas.h"
#include "ui/kit/setting_rows.h"

namespace lab::ui {
namespace {

bool showsHidden(const Settings& settings) { return settings.side_by_side || hasHidden(settings.model); }

void drawForms(Frame& frame, LossKind loss) {
  switch (loss) {
    case LossKind::softmax:  // it has one
      break;
    case LossKind::svm:
      settingRows(frame, {"svm_margin", "svm_power", "svm_sum", "svm_reduce"});
      break;
  }
}

}  // namespace

void ObjectivePanel::draw(Frame& frame) {
  const Settings& now = frame.snapshot.settings;
  settingRows(frame, {"loss", "l2"});
  text(frame, lossFormula(now), Tone::muted, true);
  if (frame.snapshot.runs.size() == 1 && std::isfinite(frame.snapshot.runs.front().now.loss)) {
    text(frame, lossSum(frame.snapshot.runs.front().now), Tone::muted, true);
  }
  fold(frame, "loss forms", "Losses and penalties", forms_open_);
  if (!forms_open_) return;
  drawForms(frame, now.loss);
  settingRows(frame, {"l2_half", "l1", "elastic_beta"});
  if (now.l1 == 0) prose(frame, "The elastic net joins L1 and L2: it acts as soon as L1 is above 0.");
  settingRow(frame, "max_norm");
  if (showsHidden(now)) settingRow(frame, "dropout");
  prose(frame, "A penalty keeps weights small; max norm shortens the weights into a unit that grow too long.");
}

}  // namespace lab::ui
