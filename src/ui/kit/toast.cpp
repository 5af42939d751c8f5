#include "ui/kit/toast.h"

#include <algorithm>
#include <array>

#include "ui/kit/focus.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrap.h"

namespace lab::ui {
namespace {

constexpr double stays = 5;         // seconds
constexpr double stays_longer = 8;  // with something to press
constexpr double fades = 0.4;

ButtonSpec undoButton(const Frame& frame) {
  return {.id = "undo act", .icon = Icon::undo, .label = "Undo", .tip = frame.snapshot.undo};
}

}  // namespace

Rect toastPlace(const Layout& layout, float width, float height) {
  if (!layout.tab_body.empty()) return layout.tab_body;
  if (layout.status.empty()) return layout.experiments.empty() ? Rect{0, 0, width, height} : layout.experiments;
  // Not wider than the picture: plots may stand beside it.
  return {layout.picture_header.x, 0, layout.picture_header.w, layout.status.y};
}

// What the session said since the last frame.
void Toast::follow(const Frame& frame) {
  const Snapshot& snapshot = frame.snapshot;
  if (snapshot.notice_revision != seen_revision_) {
    seen_revision_ = snapshot.notice_revision;
    since_ = snapshot.notice.empty() ? -1 : ImGui::GetTime();
    visited_ = enter_ = false;
    notice_offers_ = snapshot.notice_offers_undo;
    if (notice_offers_) offers_undo_ = true;
  }
  // Taken back already, by key say: there is nothing to offer any more.
  if (snapshot.undo.empty()) offers_undo_ = notice_offers_ = false;
}

Rect Toast::makeRoom(const Frame& frame, Layout& layout, bool strip_taken) {
  follow(frame);
  if (strip_taken || !offers_undo_ || (since_ >= 0 && notice_offers_)) return {};
  const ButtonSpec spec = undoButton(frame);
  const float width = buttonWidth(frame, spec);
  const float height = frame.theme.control(32);
  // On small screens the corner's own button is near enough, and nothing has room to spare.
  if (!layout.tab_body.empty()) return {};
  if (layout.status.empty()) return {};
  Rect& status = layout.status;
  const Rect pill{status.right() - width, status.y + (status.h - height) / 2, width, height};
  status.w = std::max(0.0f, status.w - width - frame.px(8));
  return pill;
}

void Toast::undo(Frame& frame) {
  frame.post("undo");
  since_ = -1;
  offers_undo_ = notice_offers_ = false;
}

void Toast::draw(Frame& frame, const Rect& place, bool elsewhere) {
  frame.focus.notice_first = frame.focus.in_notice = false;
  if (since_ < 0 || elsewhere) return;
  float alpha = 1;
  if (!frame.snapshot.notice_is_error) {
    const bool asks = notice_offers_ || !frame.snapshot.notice_offer_command.empty();
    const double lasts = asks ? stays_longer : stays;
    const double age = ImGui::GetTime() - since_;
    frame.animating = true;
    if (age > lasts) {
      since_ = -1;
      return;
    }
    alpha = static_cast<float>(std::clamp((lasts - age) / fades, 0.0, 1.0));
  }
  drawNotice(frame, place, alpha);
}

void Toast::drawPill(Frame& frame, const Rect& place) {
  if (place.empty()) return;
  beginPanel(frame, "way back", place, bare_panel);
  ButtonSpec spec = undoButton(frame);
  spec.width = place.w;
  spec.height = place.h;
  if (button(frame, spec)) undo(frame);
  endPanel(frame);
}

// Over the page, in a window of its own.
void Toast::drawNotice(Frame& frame, const Rect& place, float alpha) {
  const Snapshot& snapshot = frame.snapshot;
  const bool error = snapshot.notice_is_error;
  const float pad = frame.px(14);
  const float air = frame.px(10);
  const float space = frame.px(8);
  // What can be pressed: the session's own offer, and the way back.
  std::array<ButtonSpec, 2> buttons;
  std::size_t count = 0;
  if (!snapshot.notice_offer_command.empty()) {
    buttons[count++] = {.id = "offer", .label = snapshot.notice_offer_label};
  }
  if (notice_offers_) buttons[count++] = undoButton(frame);
  float buttons_w = 0;
  for (std::size_t i = 0; i < count; ++i) {
    buttons[i].width = buttonWidth(frame, buttons[i]);
    buttons[i].height = frame.theme.control(36);
    buttons_w += buttons[i].width + space;
  }
  // Beside the words, or below them where those would have no room.
  const float all = std::min(frame.px(720), place.w - 2 * air) - 2 * pad;
  const bool below = count > 0 && all - buttons_w < frame.px(200);
  const float beside = error ? frame.px(34) : below ? 0 : buttons_w;
  const float most = std::max(frame.px(60), all - beside);
  const std::string lines = wrapped(snapshot.notice, most);
  const ImVec2 extent = ImGui::CalcTextSize(lines.c_str());
  const float row = count > 0 ? buttons[0].height : 0;
  const float inner = below ? extent.y + space + row : std::max(extent.y, row);
  const ImVec2 size(std::max(extent.x + beside, below ? buttons_w - space : 0) + 2 * pad, inner + 2 * air);
  const float top = std::max(air, place.bottom() - size.y - air);
  ImGui::SetNextWindowPos(ImVec2(place.x + (place.w - size.x) / 2, top));
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_Alpha, alpha);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  const Palette& p = frame.colors();
  ImGui::PushStyleColor(ImGuiCol_WindowBg, error ? p.bad_soft : mix(p.surface, p.text, 0.06f));
  ImGui::PushStyleColor(ImGuiCol_Border, error ? withAlpha(p.bad, 0.5f) : p.line);
  ImGui::Begin("toast", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoFocusOnAppearing);
  const ImVec2 corner = ImGui::GetWindowPos();
  // All of it dismisses, so that a thumb meets it; but for the buttons on top.
  ImGui::SetNextItemAllowOverlap();
  if (pressable(frame, "dismiss", size, false)) since_ = -1;
  ImGui::SetCursorScreenPos(corner + ImVec2(pad, below ? air : (size.y - extent.y) / 2));
  ImGui::PushStyleColor(ImGuiCol_Text, error ? p.bad : p.text);
  ImGui::TextUnformatted(lines.c_str());
  ImGui::PopStyleColor();
  if (error) {
    const ImVec2 middle(corner.x + size.x - frame.px(24), corner.y + size.y / 2);
    drawIcon(*ImGui::GetWindowDrawList(), Icon::close, middle, frame.px(14), p.bad);
  }
  std::array<ImGuiID, 2> ids{};
  ImVec2 at = corner + ImVec2(size.x - pad - buttons_w + space, below ? size.y - air - row : (size.y - row) / 2);
  for (std::size_t i = 0; i < count; ++i) {
    ImGui::SetCursorScreenPos(at);
    at.x += buttons[i].width + space;
    const bool pressed = button(frame, buttons[i]);
    ids[i] = ImGui::GetItemID();
    if (i == 0 && enter_) {
      ImGui::FocusItem();
      ImGui::SetNavCursorVisible(true);
      enter_ = false;
    }
    if (!pressed) continue;
    if (buttons[i].icon) {
      undo(frame);
    } else {
      frame.post(snapshot.notice_offer_command);
      since_ = -1;
    }
  }
  if (count > 0) leadTab(frame, ids[0], ids[count - 1]);
  ImGui::End();
  ImGui::PopStyleColor(2);
  ImGui::PopStyleVar(2);
}

// A notice goes soon: the first Tab leads to its buttons from wherever the focus is, and from the last of them back
// there. While the focus is in it, it stays; Escape puts it away.
void Toast::leadTab(Frame& frame, ImGuiID first, ImGuiID last) {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  ImGuiWindow* const here = ImGui::GetCurrentWindow();
  const bool inside = g.NavWindow == here && g.NavCursorVisible;
  const bool back = ImGui::GetIO().KeyShift;
  if (inside) {
    frame.focus.in_notice = true;
    if (since_ >= 0) since_ = ImGui::GetTime();
    if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
      since_ = -1;
      if (from_ != nullptr) ImGui::FocusWindow(from_);
      return;
    }
    if (g.NavId != (back ? first : last)) return;
  } else if (visited_ || !focusOnPage()) {
    return;
  }
  frame.focus.notice_first = true;
  ImGui::SetKeyOwner(ImGuiKey_Tab, here->ID);
  if (!ImGui::IsKeyPressed(ImGuiKey_Tab, ImGuiInputFlags_None, here->ID)) return;
  if (!inside) {
    from_ = g.NavWindow;
    visited_ = enter_ = true;
  } else if (from_ != nullptr) {
    ImGui::FocusWindow(from_);
  }
}

}  // namespace lab::ui
