#include "ui/images/images_screen.h"

#include <algorithm>
#include <array>

#include "ui/kit/run_choice.h"
#include "ui/kit/widgets.h"

namespace lab::ui {

std::string ImagesScreen::keptTab() const { return "stage " + std::to_string(static_cast<int>(desk_.tab)); }

void ImagesScreen::restoreTab(std::string_view line) {
  desk_.tab = StageTab::images;
  for (const StageTab tab : {StageTab::templates, StageTab::confusion}) {
    if (line == "stage " + std::to_string(static_cast<int>(tab))) desk_.tab = tab;
  }
}

void ImagesScreen::drawHeader(Frame& frame, const Rect& rect) {
  if (rect.empty()) return;
  beginPanel(frame, "stage header", rect, bare_panel);
  const bool stacked = frame.arrangement == Arrangement::stacked;
  const std::array<const char*, 3> names = {"Images", "Templates", "Confusion"};
  const bool both = frame.snapshot.runs.size() > 1;
  const float models_w = both ? frame.px(rect.w < frame.px(480) ? 0 : 170) : 0;
  const float width = stacked ? rect.w : std::min(rect.w - models_w, frame.px(300));
  const float h = std::min(rect.h - frame.px(4), frame.theme.control(36));
  ImGui::SetCursorScreenPos(ImVec2(rect.x, rect.y + (rect.h - h) / 2));
  if (const auto chosen = segmented(frame, "stage tab", names, static_cast<int>(desk_.tab), width, h)) {
    desk_.tab = static_cast<StageTab>(*chosen);
  }
  if (models_w > 0) {
    ImGui::SetCursorScreenPos(ImVec2(rect.right() - models_w, rect.y + (rect.h - h) / 2));
    chooseRun(frame, "stage run", desk_.run, models_w, h);
  } else if (frame.host.images.stand_in) {
    const char* words = "Stand-ins, not CIFAR-10";
    if (width + textWidth(words) + frame.px(16) <= rect.w) {
      textAt(*ImGui::GetWindowDrawList(), ImVec2(rect.right() - frame.px(4), rect.y + rect.h / 2), 1,
             frame.colors().bad, words);
    }
  }
  endPanel(frame);
}

void ImagesScreen::drawStage(Frame& frame, const Layout& layout, View& view) {
  drawHeader(frame, layout.picture_header);
  const std::optional<ImageRef> before = view.image;
  if (frame.snapshot.runs.size() < 2) desk_.run = 0;
  view.picture = frame.host.picture;
  updateVerdicts(frame, desk_, view);
  if (!layout.stage.empty()) drawTab(frame, layout.stage, view);
  tapped_ = before != view.image && ImGui::IsMouseReleased(ImGuiMouseButton_Left);
}

void ImagesScreen::drawTab(Frame& frame, const Rect& rect, View& view) {
  const ImageSplit& split = shownRun(frame.snapshot, desk_).split;
  if (view.image && pixelsOf(frame.snapshot, split, *view.image).empty()) view.image.reset();
  // Nothing chosen yet: the first validation image, so that the inspector shows what it is for.
  if (!view.image && split.validation > 0) view.image = ImageRef{ImagePart::validation, 0};
  switch (desk_.tab) {
    case StageTab::images:
      return grid_.draw(frame, rect, desk_, view);
    case StageTab::templates:
      return templates_.draw(frame, rect, desk_, view);
    case StageTab::confusion:
      return confusion_.draw(frame, rect, desk_);
  }
}

void ImagesScreen::drawDetail(Frame& frame, const Rect& rect, View& view) {
  beginPanel(frame, "image detail", rect);
  drawInspector(frame, view);
  endPanel(frame);
}

// Of the plane's point too, though it is out of sight.
void ImagesScreen::letGo(Frame& frame, View& view) {
  view.example.reset();
  if (frame.host.picture) frame.post("page drop_picture");
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
