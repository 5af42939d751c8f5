#include "ui/transport.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/number_text.h"
#include "lab/settings/refusal.h"
#include "lab/settings/settings_table.h"
#include "ui/kit/entry.h"
#include "ui/kit/focus.h"
#include "ui/kit/format.h"
#include "ui/kit/numeral.h"
#include "ui/kit/widgets.h"

namespace lab::ui {
namespace {

constexpr std::array<const char*, 3> model_names = {"linear", "two-layer", "both"};
constexpr std::array<int, 5> step_counts = {10, 100, 1000, 10000, 100000};
constexpr float speed_head = 18;  // as that of the figures beside it

}  // namespace

ModelChoice modelChoice(const Settings& settings) {
  if (settings.side_by_side) return ModelChoice::both;
  return PerModel<ModelChoice>{ModelChoice::linear, ModelChoice::two_layer}[placeOf(settings.model)];
}

std::string modelCommand(const Settings& settings, ModelChoice choice) {
  Settings wanted = settings;
  wanted.side_by_side = false;
  switch (choice) {
    case ModelChoice::linear:
      wanted.model = ModelKind::linear;
      break;
    case ModelChoice::two_layer:
      wanted.model = ModelKind::two_layer;
      break;
    case ModelChoice::both:
      wanted.side_by_side = true;
      break;
  }
  std::string text;
  for (const char* key : {"model", "side_by_side"}) {
    const std::string value = valueText(wanted, key);
    if (value != valueText(settings, key))
      text.append(text.empty() ? "set " : "&").append(key).append("=").append(value);
  }
  return text;
}

ModelChoice nextChoice(ModelChoice choice) {
  switch (choice) {
    case ModelChoice::linear:
      return ModelChoice::two_layer;
    case ModelChoice::two_layer:
      return ModelChoice::both;
    case ModelChoice::both:
      break;
  }
  return ModelChoice::linear;
}

std::string stepText(const Snapshot& snapshot) {
  if (snapshot.mode == Mode::images && !snapshot.runs.empty()) {
    const std::int64_t images = snapshot.runs.front().split.train;
    const std::int64_t few = snapshot.settings.batch;
    if (few <= 0 || few >= images) return "One step = all " + grouped(images) + " images";
    return "One step = " + grouped(few) + " of " + grouped(images) + " images";
  }
  const std::int64_t points = snapshot.data ? snapshot.data->size() : 0;
  const std::int64_t batch = snapshot.settings.batch;
  if (batch <= 0 || batch >= points) return "One step = " + batchText(batch, points);
  return "One step = one minibatch: " + batchText(batch, points);
}

std::string playCommand(const Snapshot& snapshot) {
  return snapshot.state == RunState::running || snapshot.steps_owed > 0 ? "pause" : "run";
}

void Transport::drawStepMany(Frame& frame, float width, float height) {
  const std::string label = "+" + compact(step_many_);
  const float arrow = frame.px(30);
  const bool able = frame.snapshot.state != RunState::diverged;
  const std::string tip = grouped(step_many_) + " steps. " + stepText(frame.snapshot) + ".";
  if (button(frame, {.id = "step many",
                     .label = label,
                     .tip = tip,
                     .width = width - arrow - frame.px(2),
                     .height = height,
                     .enabled = able})) {
    frame.post("step " + std::to_string(step_many_));
  }
  ImGui::SameLine(0, frame.px(2));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (button(frame, {.id = "step count",
                     .icon = Icon::chevron_down,
                     .tip = "How many steps",
                     .width = arrow,
                     .height = height})) {
    openList(frame, "counts");
  }
  const bool low = at.y > ImGui::GetIO().DisplaySize.y / 2;
  ImGui::SetNextWindowPos(at + ImVec2(arrow, low ? -frame.px(6) : height + frame.px(6)), ImGuiCond_Always,
                          ImVec2(1, low ? 1.0f : 0.0f));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(frame.px(8), frame.px(8)));
  if (ImGui::BeginPopup("counts", ImGuiWindowFlags_NoMove)) {
    for (const int count : step_counts) {
      const std::string steps = "+" + grouped(count);
      const auto style = count == step_many_ ? ButtonStyle::plain : ButtonStyle::quiet;
      if (button(frame, {.id = steps.c_str(), .label = steps, .style = style, .width = frame.px(110)})) {
        step_many_ = count;
        ImGui::CloseCurrentPopup();
      }
    }
    text(frame, "another number", Tone::muted);
    const std::string now = std::to_string(step_many_);
    entry(frame, {.key = "steps at once", .value = now, .width = frame.px(110), .kind = EntryKind::whole},
          [&](const std::string& typed) {
            const double count = numberIn(typed).value_or(0);
            if (count != std::floor(count) || count < 1 || count > 1000000) {
              return refusalShown("Steps at once", "a whole number from 1 to 1,000,000", typed);
            }
            step_many_ = static_cast<int>(count);
            ImGui::CloseCurrentPopup();
            return std::string();
          });
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
}

void Transport::drawGear(Frame& frame, float width, float height) {
  const std::array<const char*, 2> names = {"auto", "max"};
  const Snapshot& snapshot = frame.snapshot;
  const int now = snapshot.auto_speed ? 0 : snapshot.speed <= 0 ? 1 : -1;
  if (const auto chosen = segmented(frame, "gear", names, now, width, height)) {
    frame.post(*chosen == 0 ? "speed auto" : "speed max");
  }
  hint(frame, "auto: slow while the picture changes much, faster the less it changes. max: as fast as possible.   M");
}

void Transport::drawSlider(Frame& frame, float width) {
  float t = dragged_speed_.value_or(speedPosition(frame.snapshot.speed));
  if (slider(frame, "speed", t, width)) {
    if (!dragged_speed_ || speedAt(t) != speedAt(*dragged_speed_)) {
      const double wished = speedAt(t);
      frame.post(wished <= 0 ? "speed max" : "speed " + numberText(wished));
    }
    dragged_speed_ = t;
  }
  if (!ImGui::IsItemActive()) dragged_speed_.reset();
  hint(frame, "A speed of your own: from one step a second to as fast as the machine allows.");
}

// auto | max, above them what is really made, and beside them a slider where there is room.
void Transport::drawSpeed(Frame& frame, float width, float height) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float gap = frame.px(10);
  const float gear = std::min(width, frame.px(118));
  const float head = frame.px(speed_head);
  shows_slider_ = width >= gear + gap + frame.px(60);
  {
    // While there is no pace, the head says what the two words are of.
    const std::string pace = paceText(frame.snapshot, frame.host.steps_per_second);
    const FontScope font(frame.theme.regular(), frame.theme.em(Theme::caption_px));
    textAt(*ImGui::GetWindowDrawList(), at + ImVec2(frame.px(2), head / 2), 0, frame.colors().muted,
           pace.empty() ? "speed" : pace);
  }
  ImGui::SetCursorScreenPos(at + ImVec2(0, head));
  drawGear(frame, gear, height - head);
  if (!shows_slider_) return;
  ImGui::SetCursorScreenPos(at + ImVec2(gear + gap, (height - frame.theme.slider()) / 2));
  drawSlider(frame, width - gear - gap);
}

void Transport::drawButtons(Frame& frame, const Rect& rect) {
  const Snapshot& snapshot = frame.snapshot;
  const bool stacked = frame.arrangement == Arrangement::stacked;
  beginPanel(frame, "transport", rect, bare_panel);
  const bool running = playCommand(snapshot) == "pause";
  const bool able = snapshot.state != RunState::diverged;
  const float h = frame.px(stacked || frame.theme.touch() ? 46 : 40);
  const float gap = frame.px(6);
  // The thumb's bar fills its width; elsewhere the speed has what is left.
  const float flexible = rect.w - 3 * h - 4 * gap;
  const float play = stacked ? 0.53f * flexible : frame.px(108);
  const float many = stacked ? flexible - play : frame.px(112);
  const ImVec2 start(rect.x, rect.y + (rect.h - h) / 2);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(gap, 0));
  ImGui::SetCursorScreenPos(start);
  if (button(frame, {.id = "reset",
                     .icon = Icon::reset,
                     .tip = "Reset to the first parameters, iteration 0   R",
                     .width = h,
                     .height = h})) {
    frame.post("reset");
  }
  ImGui::SameLine();
  if (button(frame, {.id = "back",
                     .icon = Icon::back,
                     .tip = "Back to where this began   Backspace",
                     .width = h,
                     .height = h,
                     .enabled = snapshot.can_go_back})) {
    frame.post("back press");
  }
  ImGui::SameLine();
  const std::string play_tip = running ? "Pause   Space"
                               : able  ? "Train until paused   Space"
                                       : "It diverged: reset or step back first";
  if (button(frame, {.id = "play",
                     .icon = running ? Icon::pause : Icon::play,
                     .label = running ? "Pause" : "Train",
                     .tip = play_tip,
                     .style = ButtonStyle::primary,
                     .width = play,
                     .height = h,
                     .enabled = able || running})) {
    frame.post(playCommand(snapshot));
  }
  ImGui::SameLine();
  const std::string tip = stepText(snapshot) + ".   .";
  if (button(frame, {.id = "step", .icon = Icon::step, .tip = tip, .width = h, .height = h, .enabled = able})) {
    frame.post("step 1");
  }
  ImGui::SameLine();
  drawStepMany(frame, many, h);
  const float used = 3 * h + play + many + 5 * gap + frame.px(6);
  const float left = rect.w - used;
  shows_speed_ = !stacked && left > frame.px(110);
  shows_slider_ = false;
  if (shows_speed_) {
    // Two lines, for which the buttons would be too low.
    ImGui::SetCursorScreenPos(ImVec2(start.x + used, rect.y + frame.px(2)));
    drawSpeed(frame, std::min(left, frame.px(230)), rect.h - frame.px(4));
  }
  ImGui::PopStyleVar();
  endPanel(frame);
}

void Transport::drawSpeedRow(Frame& frame) {
  const float row = frame.theme.row();
  const float gear = shows_speed_ ? 0 : frame.px(108);
  const float gap = shows_speed_ ? 0 : frame.px(10);
  const float width = ImGui::GetContentRegionAvail().x - frame.px(108);
  if (!shows_speed_) {
    // Where the pace is told nowhere else it has a line under the name, whether there is one or not.
    const FontScope font(frame.theme.regular(), frame.theme.em(Theme::caption_px));
    textAt(*ImGui::GetWindowDrawList(), ImGui::GetCursorScreenPos() + ImVec2(0, 0.78f * row), 0, frame.colors().muted,
           paceText(frame.snapshot, frame.host.steps_per_second));
  }
  ImGui::SetCursorScreenPos(ImGui::GetCursorScreenPos() - ImVec2(0, shows_speed_ ? 0 : 0.22f * row));
  rowLabel(frame, "Speed", width);
  ImGui::SetCursorScreenPos(ImGui::GetCursorScreenPos() + ImVec2(0, shows_speed_ ? 0 : 0.22f * row));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (!shows_speed_) drawGear(frame, gear, row);
  ImGui::SetCursorScreenPos(at + ImVec2(gear + gap, (row - frame.theme.slider()) / 2));
  drawSlider(frame, width - gear - gap);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(ImVec2(width, row));
}

// The page's theme: which of the two models is looked at. Each has the colour of its curves.
void Transport::drawModels(Frame& frame, const Rect& rect) {
  if (rect.empty()) return;
  beginPanel(frame, "models", rect, bare_panel);
  {
    const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::body_px));
    const float h = frame.px(44);
    const float y = rect.y + (rect.h - h) / 2;
    float x = rect.x;
    if (rect.w >= frame.px(290)) {
      textAt(*ImGui::GetWindowDrawList(), ImVec2(x + frame.px(4), y + h / 2), 0, frame.colors().text, "Model");
      x += textWidth("Model") + frame.px(16);
    }
    drawModelSegments(frame, {x, y, rect.right() - x, h});
  }
  endPanel(frame);
}

void Transport::drawModelSegments(Frame& frame, const Rect& rect) {
  ImGui::SetCursorScreenPos(topLeft(rect));
  const int now = static_cast<int>(modelChoice(frame.snapshot.settings));
  if (const auto chosen = segmented(frame, "model", model_names, now, rect.w, rect.h)) {
    frame.post(modelCommand(frame.snapshot.settings, static_cast<ModelChoice>(*chosen)));
  }
  hint(frame, "Which model is on the screen and trains. Each keeps its run.   L");
  // A line in the colour of the model's curve under its name.
  float total = 0;
  for (const char* name : model_names) total += textWidth(name);
  const float pad = (rect.w - total) / static_cast<float>(model_names.size());
  float x = rect.x + pad / 2;
  const float y = rect.bottom() - frame.px(10);
  for (std::size_t i = 0; i < 2; ++i) {
    const float width = textWidth(model_names[i]);
    ImGui::GetWindowDrawList()->AddLine(ImVec2(x, y), ImVec2(x + width, y), frame.colors().run[i], frame.px(2.5f));
    x += width + pad;
  }
}

}  // namespace lab::ui
