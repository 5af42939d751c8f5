#include "ui/training/training_panel.h"

#include <cmath>
#include <vector>

#include "core/text.h"
#include "lab/settings/presets.h"
#include "lab/settings/settings_table.h"
#include "ui/kit/format.h"
#include "ui/kit/setting_rows.h"
#include "ui/kit/terms.h"

namespace lab::ui {
namespace {

bool showsHidden(const Settings& settings) { return settings.side_by_side || hasHidden(settings.model); }

// For more images than there are.
bool lacksImages(const Snapshot& snapshot, const Preset& preset) {
  return preset.images > 0 && (!snapshot.images || snapshot.images->train.size() < preset.images);
}

// Of each run on the screen; without one, what the first will have.
std::vector<Settings> shownSettings(const Snapshot& snapshot) {
  std::vector<Settings> shown;
  for (const RunSnapshot& run : snapshot.runs) shown.push_back(run.settings);
  if (shown.empty()) shown.push_back(snapshot.settings);
  return shown;
}

}  // namespace

void TrainingPanel::drawPresets(Frame& frame) {
  const Snapshot& snapshot = frame.snapshot;
  const std::string_view told = presetTitle(shownSettings(snapshot));
  int selected = -1;
  std::vector<std::string> titles;
  std::vector<const Preset*> offered;
  bool more = false;
  for (const Preset& preset : presets()) {
    if (modeOf(preset.settings) != snapshot.mode) continue;
    const bool shown = preset.title == told;
    if (!shown && lacksImages(snapshot, preset)) {
      more = true;
      continue;
    }
    if (shown) selected = static_cast<int>(titles.size());
    titles.emplace_back(preset.title);
    offered.push_back(&preset);
  }
  // On a tenth of the images their settings and figures would mean nothing: one entry leads to the rest.
  if (more) titles.emplace_back("More, with all 50,000…");
  const float width = ImGui::GetContentRegionAvail().x - textWidth("Preset") - frame.px(16);
  rowLabel(frame, "Preset", width);
  // Two models that a preset each has are a pair, which the list cannot offer.
  const std::string_view otherwise = told.empty() ? std::string_view("Custom") : told;
  if (const auto chosen = choice(frame, "presets", titles, selected, width, otherwise)) {
    const auto i = static_cast<std::size_t>(*chosen);
    if (i >= offered.size()) return frame.post("page choose_images");
    const Preset& preset = *offered[i];
    const std::string look = preset.either_model ? "&model=" + valueText(snapshot.settings, "model") : "";
    frame.post("set preset=" + std::string(preset.name) + look);
  }
}

void TrainingPanel::draw(Frame& frame, bool heading) {
  if (heading) fold(frame, "training fold", "Training", open_);
  if (open_ || !heading) {
    drawPresets(frame);
    if (frame.snapshot.mode == Mode::images) drawEpoch(frame);
    settingRow(frame, "lr");
    prose(frame,
          "Each step moves the weights against their gradient. Too small a rate: the loss creeps. Too large: it "
          "swings or runs away.");
    // What a net can bend around is the first thing to try; the batch comes later in the course.
    if (showsHidden(frame.snapshot.settings)) settingRow(frame, "hidden");
    drawSteps(frame);
    objective_.draw(frame);
    const bool stops = frame.snapshot.stop_when_flat;
    if (toggleRow(frame, "stop flat", "Stop when nothing changes", stops)) {
      frame.post(stops ? "stop flat off" : "stop flat on");
    }
  }
  optimizer_.draw(frame);
  fold(frame, "model fold", "First weights and precision", model_open_);
  if (model_open_) drawModel(frame);
}

// How far through the training images, how long still, and how fast. Each has a place of its own, where it stays.
void TrainingPanel::drawEpoch(Frame& frame) {
  const Snapshot& snapshot = frame.snapshot;
  if (snapshot.runs.empty()) return;
  const RunSnapshot& run = snapshot.runs.front();
  const double epoch = std::floor(run.epoch);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float y = at.y + ImGui::GetFontSize() / 2;
  const float gap = frame.px(12);
  const float speed_w = textWidth("99.9k images/s");
  const float left_w = textWidth("59 min left");
  const std::string title = "Epoch " + grouped(static_cast<std::int64_t>(epoch) + 1);
  const std::string of = " of " + shortest(snapshot.settings.decay_epochs);
  const bool ends = endsByItself(snapshot.settings.schedule);
  const bool roomy = textWidth("Epoch 000" + of) + left_w + speed_w + 2 * gap <= width;
  termLabel(frame, "epoch", ends && roomy ? title + of : title, ImVec2(at.x, y), width, frame.colors().text);
  const auto seconds = secondsLeft(snapshot, frame.host.steps_per_second);
  if (seconds) {
    const std::string words = timeLeftText(countdown_.follow(ImGui::GetTime(), *seconds));
    textAt(list, ImVec2(at.x + width - speed_w - gap - left_w, y), 0, frame.colors().muted, words);
  } else {
    countdown_.stop();
  }
  const std::int64_t batch = snapshot.settings.batch > 0 ? snapshot.settings.batch : run.split.train;
  const double speed = frame.host.steps_per_second * static_cast<double>(batch);
  if (speed > 0) textAt(list, ImVec2(at.x + width, y), 1, frame.colors().muted, compact(speed) + " images/s");
  const float top = at.y + ImGui::GetFontSize() + frame.px(4);
  const float height = frame.px(6);
  const float filled = static_cast<float>(run.epoch - epoch) * width;
  list.AddRectFilled(ImVec2(at.x, top), ImVec2(at.x + width, top + height), frame.colors().field, height / 2);
  if (filled >= height) {
    list.AddRectFilled(ImVec2(at.x, top), ImVec2(at.x + filled, top + height), frame.colors().accent, height / 2);
  }
  ImGui::Dummy(ImVec2(width, ImGui::GetFontSize() + height + frame.px(6)));
}

void TrainingPanel::drawSteps(Frame& frame) {
  settingRow(frame, "batch");
  if (frame.snapshot.settings.batch == 0) return;
  postField(frame, "batch", "Another size");
  settingRow(frame, "sampling");
}

void TrainingPanel::drawModel(Frame& frame) {
  const Settings& now = frame.snapshot.settings;
  text(frame, "Changes here restart the run.", Tone::muted);
  settingRow(frame, "init");
  if (now.init == InitKind::scaled) settingRow(frame, "init_scale");
  const bool own = now.init_seed.has_value();
  if (toggleRow(frame, "own seed", "Own seed for the weights", own)) frame.set("init_seed", own ? "none" : "0");
  if (own) {
    settingRow(frame, "init_seed");
  } else if (now.init_skip > 0) {
    settingRow(frame, "init_skip");
  }
  settingRows(frame, {"batch_seed", "precision"});
  for (const RunSnapshot& run : frame.snapshot.runs) {
    text(frame, std::string(modelName(run.model)) + ": " + grouped(run.parameters) + " parameters", Tone::muted);
  }
}

}  // namespace lab::ui
