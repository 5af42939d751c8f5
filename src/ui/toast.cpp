#include "ui/toast.h"

#include <algorithm>

#include "ui/widgets.h"
#include "ui/wrap.h"

namespace lab::ui {

Rect toastPlace(const Layout& layout, float width, float height) {
  if (layout.arrangement != Arrangement::columns) return layout.tab_body;
  const float bottom = layout.status.empty() ? height : layout.status.y;
  const Rect& over = layout.status.empty() ? Rect{0, 0, width, height} : layout.status;
  return {over.x, 0, over.w, bottom};
}

void Toast::draw(Frame& frame, const Rect& place, bool elsewhere) {
  constexpr double stays = 5;
  constexpr double fades = 0.4;
  const Snapshot& snapshot = frame.snapshot;
  const double now = ImGui::GetTime();
  if (snapshot.notice_revision != seen_revision_) {
    seen_revision_ = snapshot.notice_revision;
    since_ = snapshot.notice.empty() ? -1 : now;
  }
  if (since_ < 0 || elsewhere) return;
  const double age = now - since_;
  float alpha = 1;
  if (!snapshot.notice_is_error) {
    if (age > stays) {
      since_ = -1;
      return;
    }
    alpha = static_cast<float>(std::clamp((stays - age) / fades, 0.0, 1.0));
    frame.animating = true;
  }
  const bool error = snapshot.notice_is_error;
  const float pad = frame.px(14);
  const float cross = error ? frame.px(34) : 0;
  const float margin = frame.px(10);
  const float most = std::min(frame.px(620), place.w - 2 * margin) - 2 * pad - cross;
  const std::string lines = wrapped(snapshot.notice, most);
  const ImVec2 extent = ImGui::CalcTextSize(lines.c_str());
  const ImVec2 size(extent.x + 2 * pad + cross, extent.y + 2 * frame.px(10));
  const float top = std::max(margin, place.bottom() - size.y - margin);
  ImGui::SetNextWindowPos(ImVec2(place.x + (place.w - size.x) / 2, top));
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_Alpha, alpha);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(pad, frame.px(10)));
  const Palette& p = frame.colors();
  ImGui::PushStyleColor(ImGuiCol_WindowBg, error ? p.bad_soft : mix(p.surface, p.text, 0.06f));
  ImGui::PushStyleColor(ImGuiCol_Border, error ? withAlpha(p.bad, 0.5f) : p.line);
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                           ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing;
  ImGui::Begin("toast", nullptr, flags);
  ImGui::PushStyleColor(ImGuiCol_Text, error ? p.bad : p.text);
  ImGui::TextUnformatted(lines.c_str());
  ImGui::PopStyleColor();
  const ImVec2 corner = ImGui::GetWindowPos();
  if (error) {
    const ImVec2 middle(corner.x + size.x - frame.px(24), corner.y + size.y / 2);
    drawIcon(*ImGui::GetWindowDrawList(), Icon::close, middle, frame.px(14), p.bad);
  }
  // All of it is the button, so that a thumb meets it.
  ImGui::SetCursorScreenPos(corner);
  if (ImGui::InvisibleButton("dismiss", size)) since_ = -1;
  ImGui::End();
  ImGui::PopStyleColor(2);
  ImGui::PopStyleVar(2);
}

}  // namespace lab::ui
