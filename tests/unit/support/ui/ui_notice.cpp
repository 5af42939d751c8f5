#include "ui_notice.h"

#include <algorithm>

namespace lab::ui {

Snapshot afterAnAct(const Harness& page, std::uint64_t revision) {
  Snapshot said = page.snapshot();
  said.notice = "Restarted with new data.";
  said.notice_offers_undo = true;
  said.notice_revision = 1000 + revision;
  said.undo = "iteration 1,234 of the linear model";
  return said;
}

Commands show(Harness& page, const Snapshot& snapshot, int frames) {
  Commands commands;
  for (int i = 0; i < frames; ++i) {
    ImGui::NewFrame();
    page.app().draw(snapshot, page.host, commands);
    ImGui::Render();
  }
  return commands;
}

Commands clickIn(Harness& page, const Snapshot& snapshot, const Rect& place) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(place.x + place.w / 2, place.y + place.h / 2);
  show(page, snapshot, 2);
  io.AddMouseButtonEvent(0, true);
  show(page, snapshot, 1);
  io.AddMouseButtonEvent(0, false);
  return show(page, snapshot, 2);
}

bool posts(const Commands& commands, const char* wanted) {
  return std::find(commands.begin(), commands.end(), wanted) != commands.end();
}

}  // namespace lab::ui
