#include "ui/status.h"

#include "ui/kit/format.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrap.h"
#include "ui/transport.h"

namespace lab::ui {
bool runsApart(const Snapshot& snapshot) {
  return snapshot.runs.size() > 1 && snapshot.runs[0].iteration != snapshot.runs[1].iteration;
}

namespace {

// "linear at 200, two-layer at 10,000", and the way to a fair race.
void drawApart(Frame& frame, const Rect& rect) {
  const auto& runs = frame.snapshot.runs;
  const ButtonSpec together{.id = "together",
                            .label = "Start both together",
                            .tip = "Both models from iteration 0, step for step. Undo brings these back.",
                            .height = std::min(rect.h, frame.theme.row())};
  const float width = buttonWidth(frame, together);
  const std::string words = std::string(modelName(runs[0].model)) + " at " + grouped(runs[0].iteration) + ", " +
                            modelName(runs[1].model) + " at " + grouped(runs[1].iteration);
  {
    const FontScope font(frame.theme.regular(), frame.theme.em(Theme::caption_px));
    const std::string lines = wrapped(words, rect.w - width - frame.px(14));
    textAt(*ImGui::GetWindowDrawList(), ImVec2(rect.x + frame.px(2), rect.y + rect.h / 2), 0, frame.colors().text,
           lines);
  }
  ImGui::SetCursorScreenPos(ImVec2(rect.right() - width, rect.y + (rect.h - together.height) / 2));
  if (button(frame, together)) frame.post("together");
}

// Small and muted: it is there for whoever looks for it.
void drawStep(Frame& frame, const Rect& rect) {
  if (!frame.explain) return;
  const FontScope font(frame.theme.regular(), frame.theme.em(Theme::caption_px));
  std::string words = stepText(frame.snapshot) + ".";
  const std::string more = words + " Color: the winning class, deeper where more certain.";
  if (frame.snapshot.mode == Mode::plane && textWidth(more) <= rect.w) words = more;
  textFitted(*ImGui::GetWindowDrawList(), ImVec2(rect.x + frame.px(2), rect.y + frame.px(14)), rect.w,
             frame.colors().muted, words);
}

}  // namespace

void drawStatus(Frame& frame, const Rect& rect) {
  if (rect.empty() || frame.snapshot.runs.empty()) return;
  beginPanel(frame, "status", rect, bare_panel);
  if (runsApart(frame.snapshot)) {
    drawApart(frame, rect);
  } else {
    drawStep(frame, rect);
  }
  endPanel(frame);
}

}  // namespace lab::ui
