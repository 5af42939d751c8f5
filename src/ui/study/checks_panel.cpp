#include "ui/study/checks_panel.h"

#include <algorithm>
#include <array>

#include "lab/study/study_snapshot.h"
#include "ui/kit/widgets.h"
#include "ui/study/naive_panel.h"
#include "ui/study/sanity_panel.h"

namespace lab::ui {
namespace {

constexpr std::array<const char*, 3> parts = {"Gradient", "Loops", "Sanity"};

bool unfinished(const CheckSnapshot& check) {
  const auto open = [](const auto& part) { return part && part->verdict == CheckVerdict::running; };
  return open(check.gradient) || open(check.naive) || std::any_of(check.sanity.begin(), check.sanity.end(), open);
}

}  // namespace

void ChecksPanel::drawParts(Frame& frame) {
  const float width = ImGui::GetContentRegionAvail().x;
  const auto& check = frame.snapshot.studies->check;
  const bool running = check && check->running;
  const bool paused = check && !running && unfinished(*check);
  const ButtonSpec hold{.id = "hold check",
                        .icon = running ? Icon::pause : Icon::play,
                        .label = running ? "Pause" : "Go on",
                        .style = ButtonStyle::quiet};
  const float room = width - (running || paused ? buttonWidth(frame, hold) + frame.px(8) : 0);
  if (const auto chosen = segmented(frame, "check part", parts, part_, std::min(room, frame.px(360)))) part_ = *chosen;
  if (!running && !paused) return;
  ImGui::SameLine(0, frame.px(8));
  if (button(frame, hold)) frame.post(running ? "check pause" : "check go");
}

void ChecksPanel::draw(Frame& frame, View& /*view*/) {
  drawParts(frame);
  ImGui::PushID(part_);
  switch (part_) {
    case 0:
      gradient_.draw(frame);
      break;
    case 1:
      drawNaive(frame);
      break;
    default:
      drawSanity(frame);
      break;
  }
  ImGui::PopID();
}

}  // namespace lab::ui
