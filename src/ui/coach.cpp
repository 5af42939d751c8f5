#include "ui/coach.h"

#include <algorithm>

#include "ui/kit/widgets.h"
#include "ui/kit/wrap.h"

namespace lab::ui {
namespace {

// Longer than a run on the verge needs to cross it and come back.
constexpr double hold_seconds = 1.5;
constexpr float words_px = 14.5f;

}  // namespace

bool Coach::isDismissed(const Frame& frame, const RunSnapshot& run) const {
  return std::any_of(dismissed_.begin(), dismissed_.end(), [&](const Dismissed& one) {
    return one.mode == frame.snapshot.mode && one.model == run.model && one.kind == run.diagnoses[0].kind;
  });
}

bool Coach::followIterations(const Frame& frame) {
  const Mode mode = frame.snapshot.mode;
  bool any = false;
  for (const RunSnapshot& run : frame.snapshot.runs) {
    std::int64_t& last = iterations_[static_cast<std::size_t>(mode)][placeOf(run.model)];
    const bool earlier = run.iteration < last;
    last = run.iteration;
    any |= earlier;
    // A restart or a step back: what was closed is of another run.
    if (earlier) std::erase_if(dismissed_, [&](const auto& one) { return one.mode == mode && one.model == run.model; });
  }
  return any;
}

void Coach::follow(const Frame& frame) {
  const bool earlier = followIterations(frame);
  // The worst of all runs; of equals the first.
  const RunSnapshot* worst = nullptr;
  bool silenced = false;
  for (const RunSnapshot& run : frame.snapshot.runs) {
    if (run.diagnoses.empty()) continue;
    if (isDismissed(frame, run)) {
      silenced = true;
    } else if (worst == nullptr || run.diagnoses[0].kind < worst->diagnoses[0].kind) {
      worst = &run;
    }
  }
  const double now = ImGui::GetTime();
  if (worst == nullptr) {
    const bool holds = !answered_ && !silenced && !earlier && frame.snapshot.state == RunState::running &&
                       now - last_seen_ < hold_seconds;
    if (!holds) speaks_ = answered_ = false;
    return;
  }
  said_ = worst->diagnoses[0];
  model_ = worst->model;
  last_seen_ = now;
  speaks_ = true;
}

void Coach::draw(Frame& frame, const Rect& room) {
  const Palette& p = frame.colors();
  const bool good = said_.kind == Diagnosis::Kind::nothing_left;
  const float pad = frame.px(10);
  const float air = frame.px(6);
  const float cross = frame.theme.control(26);
  const float button_w = said_.remedy.empty() ? 0 : buttonWidth(frame, {.id = "remedy", .label = said_.remedy});
  // A narrow strip has the button below the words.
  const bool below = button_w > 0 && room.w - 2 * pad - cross - button_w < frame.px(230);
  const float words_w = room.w - 2 * pad - cross - (below || button_w == 0 ? 0 : button_w + pad);
  std::string words = said_.sentence;
  if (frame.snapshot.runs.size() > 1) words = std::string(modelName(model_)) + ": " + words;
  float words_h = 0;
  {
    const FontScope font(frame.theme.regular(), frame.theme.em(words_px));
    words = wrapped(words, words_w);
    words_h = ImGui::CalcTextSize(words.c_str()).y;
  }
  const float row = frame.theme.row();
  const float height =
      2 * air + (below ? std::max(words_h, cross) + air + row : std::max(words_h, button_w > 0 ? row : cross));
  const Rect strip{room.x, room.bottom() - std::min(height, room.h), room.w, std::min(height, room.h)};
  beginPanel(frame, "coach", strip, bare_panel);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(topLeft(strip), bottomRight(strip), p.surface, frame.px(8));
  list.AddRectFilled(topLeft(strip), bottomRight(strip), good ? p.accent_soft : p.bad_soft, frame.px(8));
  {
    const FontScope font(frame.theme.regular(), frame.theme.em(words_px));
    const float top = below ? strip.y + air : strip.y + (strip.h - words_h) / 2;
    list.AddText(ImVec2(strip.x + pad, top), p.text, words.c_str(), words.c_str() + words.size());
  }
  ImGui::SetCursorScreenPos(below ? ImVec2(strip.x + pad, strip.bottom() - air - row)
                                  : ImVec2(strip.right() - cross - pad - button_w, strip.y + (strip.h - row) / 2));
  if (!said_.remedy.empty() && button(frame, {.id = "remedy", .label = said_.remedy, .style = ButtonStyle::primary})) {
    for (const std::string& command : said_.commands) frame.post(command);
    answered_ = true;
  }
  ImGui::SetCursorScreenPos(
      ImVec2(strip.right() - cross - frame.px(2), below ? strip.y + frame.px(2) : strip.y + (strip.h - cross) / 2));
  if (button(frame, {.id = "dismiss",
                     .label = "×",
                     .tip = "Do not say this again of this run",
                     .style = ButtonStyle::quiet,
                     .width = cross,
                     .height = cross})) {
    dismissed_.push_back({frame.snapshot.mode, model_, said_.kind});
    speaks_ = false;
  }
  endPanel(frame);
}

}  // namespace lab::ui
