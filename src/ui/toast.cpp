#include "ui/toast.h"

#include <algorithm>

#include "ui/widgets.h"

namespace lab::ui {

void Toast::draw(Frame& frame, const Rect& below, bool elsewhere) {
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
  const ImVec2 page = ImGui::GetIO().DisplaySize;
  const float pad = frame.px(14);
  const float cross = error ? frame.px(34) : 0;
  const float most = std::min(frame.px(620), page.x - frame.px(24)) - 2 * pad - cross;
  const ImVec2 extent = ImGui::CalcTextSize(snapshot.notice.c_str(), nullptr, false, most);
  const ImVec2 size(extent.x + 2 * pad + cross, extent.y + 2 * frame.px(10));
  const float x = std::clamp(below.x + (below.w - size.x) / 2, frame.px(12), page.x - frame.px(12) - size.x);
  ImGui::SetNextWindowPos(ImVec2(x, below.y - size.y - frame.px(10)));
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_Alpha, alpha);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(pad, frame.px(10)));
  const Palette& p = frame.colors();
  ImGui::PushStyleColor(ImGuiCol_WindowBg, error ? p.bad_soft : mix(p.surface, p.text, 0.06f));
  ImGui::PushStyleColor(ImGuiCol_Border, error ? withAlpha(p.bad, 0.5f) : p.line);
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                           ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing;
  if (!error) flags |= ImGuiWindowFlags_NoMouseInputs;
  ImGui::Begin("toast", nullptr, flags);
  ImGui::PushTextWrapPos(pad + most + 1);
  ImGui::PushStyleColor(ImGuiCol_Text, error ? p.bad : p.text);
  ImGui::TextUnformatted(snapshot.notice.c_str());
  ImGui::PopStyleColor();
  ImGui::PopTextWrapPos();
  if (error) {
    ImGui::SetCursorPos(ImVec2(size.x - frame.px(40), (size.y - frame.px(32)) / 2));
    if (button(frame, {.id = "dismiss",
                       .icon = Icon::close,
                       .style = ButtonStyle::quiet,
                       .width = frame.px(32),
                       .height = frame.px(32)})) {
      since_ = -1;
    }
  }
  ImGui::End();
  ImGui::PopStyleColor(2);
  ImGui::PopStyleVar(2);
}

}  // namespace lab::ui
