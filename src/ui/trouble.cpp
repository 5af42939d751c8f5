#include "ui/trouble.h"

#include <algorithm>

#include "lab/stability.h"

#include "ui/format.h"
#include "ui/widgets.h"
#include "ui/wrap.h"

namespace lab::ui {

std::string divergedText(const Snapshot& snapshot) {
  const auto diverged = [](const RunSnapshot& run) { return run.diverged_at.has_value(); };
  const auto& runs = snapshot.runs;
  const auto run = std::find_if(runs.begin(), runs.end(), diverged);
  const bool all = std::all_of(runs.begin(), runs.end(), diverged);
  const std::string who = all ? "Diverged" : std::string(modelName(run->model)) + " diverged";
  return who + " at iteration " + grouped(*run->diverged_at);
}

std::vector<PlotEvent> divergences(const Snapshot& snapshot) {
  std::vector<PlotEvent> events;
  for (const RunSnapshot& run : snapshot.runs) {
    if (!run.diverged_at || !events.empty()) continue;  // side by side they stop at the same iteration
    events.push_back({static_cast<double>(*run.diverged_at), "diverged"});
  }
  return events;
}

std::string adviceText(const Snapshot& snapshot) {
  if (snapshot.state == RunState::diverged) return "Diverged. Choose a smaller learning rate, then Reset or Back.";
  const bool swinging = std::any_of(snapshot.runs.begin(), snapshot.runs.end(), [](const RunSnapshot& run) {
    return run.history != nullptr && swings(run.history->points(), run.expected_start);
  });
  if (swinging) return "The loss only swings, far above its start: try a smaller learning rate.";
  return {};
}

void drawDiverged(Frame& frame, const Rect& over) {
  const std::string message =
      "The loss is not finite any more; the last finite parameters are kept. Choose a smaller learning rate, then "
      "reset or step back.";
  const float margin = frame.px(12);
  const float pad = frame.px(14);
  const float width = over.w - 2 * margin;
  const float text_h = wrappedSize(message, width - 2 * pad).y;
  const float height =
      std::min(text_h + frame.theme.row() + ImGui::GetFontSize() + 2 * pad + frame.px(16), over.h - 2 * margin);
  ImGui::PushStyleColor(ImGuiCol_ChildBg, frame.colors().bad_soft);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(pad, pad));
  ImGui::SetCursorScreenPos(ImVec2(over.x + margin, over.y + margin));
  ImGui::BeginChild("diverged", ImVec2(width, height),
                    ImGuiChildFlags_AlwaysUseWindowPadding | ImGuiChildFlags_NavFlattened);
  {
    const FontScope font(frame.theme.semibold(), 0);
    ImGui::PushStyleColor(ImGuiCol_Text, frame.colors().bad);
    ImGui::TextUnformatted(divergedText(frame.snapshot).c_str());
    ImGui::PopStyleColor();
  }
  text(frame, message, Tone::body, true);
  if (button(frame, {.id = "reset run", .icon = Icon::reset, .label = "Reset", .style = ButtonStyle::primary})) {
    frame.post("reset");
  }
  ImGui::SameLine();
  if (button(frame, {.id = "back run",
                     .icon = Icon::back,
                     .label = "Back",
                     .tip = "Undo the last step that was made",
                     .enabled = frame.snapshot.can_step_back})) {
    frame.post("back 1");
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
}

}  // namespace lab::ui
