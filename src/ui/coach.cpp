#include "ui/coach.h"

#include <algorithm>

#include "ui/widgets.h"
#include "ui/wrap.h"

namespace lab::ui {
namespace {

// Longer than a run on the verge needs to cross it and come back.
constexpr double hold_seconds = 1.5;

}  // namespace

void Coach::follow(const Frame& frame) {
  // The worst of all runs; of equals the first.
  const RunSnapshot* worst = nullptr;
  std::int64_t iteration = 0;
  for (const RunSnapshot& run : frame.snapshot.runs) {
    iteration = std::max(iteration, run.iteration);
    if (run.diagnoses.empty()) continue;
    if (worst == nullptr || run.diagnoses[0].kind < worst->diagnoses[0].kind) worst = &run;
  }
  const double now = ImGui::GetTime();
  const bool earlier = iteration < iteration_;  // a restart or a step back: what was said is of another run
  iteration_ = iteration;
  if (worst == nullptr) {
    const bool holds = !earlier && frame.snapshot.state == RunState::running && now - last_seen_ < hold_seconds;
    if (!holds) speaks_ = dismissed_ = false;
    return;
  }
  const Diagnosis& said = worst->diagnoses[0];
  if (said.kind != said_.kind || worst->model != model_ || earlier) dismissed_ = false;
  said_ = said;
  model_ = worst->model;
  last_seen_ = now;
  speaks_ = !dismissed_;
}

void Coach::draw(Frame& frame, const Rect& rect) {
  const Palette& p = frame.colors();
  const bool good = said_.kind == Diagnosis::Kind::nothing_left;
  const float pad = frame.px(10);
  const float cross = frame.px(frame.theme.touch() ? 40 : 26);
  const ButtonSpec remedy{.id = "remedy",
                          .label = said_.remedy,
                          .style = ButtonStyle::primary,
                          .height = std::min(frame.theme.row(), rect.h - pad)};
  const float button_w = said_.remedy.empty() ? 0 : buttonWidth(frame, remedy);
  // A narrow strip has the button below the words.
  const bool below = rect.w < frame.px(480);
  const float words_w = rect.w - 2 * pad - cross - (below ? 0 : button_w + pad);
  ImGui::PushStyleColor(ImGuiCol_ChildBg, good ? p.accent_soft : p.bad_soft);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(pad, frame.px(5)));
  ImGui::SetCursorScreenPos(topLeft(rect));
  ImGui::BeginChild("coach", sizeOf(rect), ImGuiChildFlags_AlwaysUseWindowPadding | ImGuiChildFlags_NavFlattened);
  {
    const FontScope font(frame.theme.regular(), frame.theme.em(14.5f));
    std::string words = said_.sentence;
    if (frame.snapshot.runs.size() > 1) words = std::string(modelName(model_)) + ": " + words;
    ImGui::TextUnformatted(wrapped(words, words_w).c_str());
  }
  const float y = rect.y + (rect.h - remedy.height) / 2;
  if (!said_.remedy.empty()) {
    if (!below) ImGui::SetCursorScreenPos(ImVec2(rect.right() - cross - pad - button_w, y));
    if (button(frame, remedy)) {
      for (const std::string& command : said_.commands) frame.post(command);
    }
  }
  ImGui::SetCursorScreenPos(ImVec2(rect.right() - cross - frame.px(2), below ? rect.y + frame.px(2) : y));
  if (button(frame, {.id = "dismiss",
                     .label = "×",
                     .tip = "Do not say this again of this run",
                     .style = ButtonStyle::quiet,
                     .width = cross,
                     .height = below ? cross : remedy.height})) {
    dismissed_ = true;
    speaks_ = false;
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
}

}  // namespace lab::ui
