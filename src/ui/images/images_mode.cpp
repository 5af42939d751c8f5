#include "ui/images/images_mode.h"

#include <algorithm>
#include <array>

#include "ui/kit/run_choice.h"
#include "ui/kit/widgets.h"

namespace lab::ui {

void ImagesMode::drawHeader(Frame& frame, const Rect& rect) {
  if (rect.empty()) return;
  beginPanel(frame, "stage header", rect, bare_panel);
  const bool stacked = frame.arrangement == Arrangement::stacked;
  const std::array<const char*, 3> names = {"Images", "Templates", "Confusion"};
  const bool both = frame.snapshot.runs.size() > 1;
  const float models_w = both ? frame.px(rect.w < frame.px(480) ? 0 : 170) : 0;
  const float width = stacked ? rect.w : std::min(rect.w - models_w, frame.px(300));
  const float h = std::min(rect.h - frame.px(4), frame.theme.control(36));
  ImGui::SetCursorScreenPos(ImVec2(rect.x, rect.y + (rect.h - h) / 2));
  if (const auto chosen = segmented(frame, "stage tab", names, static_cast<int>(desk.tab), width, h)) {
    desk.tab = static_cast<StageTab>(*chosen);
  }
  if (models_w > 0) {
    ImGui::SetCursorScreenPos(ImVec2(rect.right() - models_w, rect.y + (rect.h - h) / 2));
    chooseRun(frame, "stage run", desk.run, models_w, h);
  } else if (frame.host.images.stand_in) {
    const char* words = "Stand-ins, not CIFAR-10";
    if (width + textWidth(words) + frame.px(16) <= rect.w) {
      textAt(*ImGui::GetWindowDrawList(), ImVec2(rect.right() - frame.px(4), rect.y + rect.h / 2), 1,
             frame.colors().bad, words);
    }
  }
  endPanel(frame);
}

void ImagesMode::drawStage(Frame& frame, const Rect& rect, View& view) {
  if (frame.snapshot.runs.size() < 2) desk.run = 0;
  view.regions = view.hidden_units = false;
  view.templates = false;
  view.picture = frame.host.picture;
  updateVerdicts(frame, desk, view, true);
  if (rect.empty()) return;
  const ImageSplit& split = shownRun(frame.snapshot, desk).split;
  if (view.image && pixelsOf(frame.snapshot, split, *view.image).empty()) view.image.reset();
  // Nothing chosen yet: the first validation image, so that the inspector shows what it is for.
  if (!view.image && split.validation > 0) view.image = ImageRef{ImagePart::validation, 0};
  switch (desk.tab) {
    case StageTab::images:
      grid_.draw(frame, rect, desk, view);
      break;
    case StageTab::templates:
      templates_.draw(frame, rect, desk, view);
      break;
    case StageTab::confusion:
      confusion_.draw(frame, rect, desk);
      break;
  }
}

void drawModeSwitch(Frame& frame, const Rect& rect, bool& waiting) {
  if (rect.empty()) return;
  beginPanel(frame, "mode", rect, bare_panel);
  const bool images = waiting || frame.snapshot.mode == Mode::images;
  const float h = frame.px(frame.theme.touch() || frame.arrangement == Arrangement::stacked ? 44 : 40);
  ImGui::SetCursorScreenPos(ImVec2(rect.x, rect.y + (rect.h - h) / 2));
  const std::array<const char*, 2> names = {"Points", "Images"};
  std::optional<int> chosen;
  if (rect.w >= textWidth(names[0]) + textWidth(names[1]) + frame.px(34)) {
    chosen = segmented(frame, "mode", names, images ? 1 : 0, rect.w, h);
    hint(frame, "Points in the plane, or photographs. Each keeps its run.");
  } else {
    const std::string other = std::string(names[images ? 0 : 1]) + " ›";
    if (button(frame, {.id = "mode", .label = other, .width = rect.w, .height = h})) chosen = images ? 0 : 1;
  }
  endPanel(frame);
  if (!chosen || (*chosen == 1) == images) return;
  waiting = *chosen == 1 && !frame.snapshot.images;
  if (!waiting) return frame.post(*chosen == 1 ? "mode images" : "mode plane");
  if (!frame.host.save_data && frame.host.images.state != ImageLoading::State::loading) frame.post("page load_images");
}

}  // namespace lab::ui
